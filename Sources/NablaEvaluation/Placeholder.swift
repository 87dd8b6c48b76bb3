// NablaEvaluation
