// NablaOptimization
