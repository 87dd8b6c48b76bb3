// NablaAlgebra
