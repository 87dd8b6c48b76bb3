#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The C library's functions, labelled by name so that they can be told from the cases of `Function`
// whatever the platform's module is called.

func libm(exp x: Double) -> Double { exp(x) }
func libm(expm1 x: Double) -> Double { expm1(x) }
func libm(log x: Double) -> Double { log(x) }
func libm(log1p x: Double) -> Double { log1p(x) }
func libm(log2 x: Double) -> Double { log2(x) }
func libm(log10 x: Double) -> Double { log10(x) }
func libm(cbrt x: Double) -> Double { cbrt(x) }
func libm(sin x: Double) -> Double { sin(x) }
func libm(cos x: Double) -> Double { cos(x) }
func libm(tan x: Double) -> Double { tan(x) }
func libm(asin x: Double) -> Double { asin(x) }
func libm(acos x: Double) -> Double { acos(x) }
func libm(atan x: Double) -> Double { atan(x) }
func libm(sinh x: Double) -> Double { sinh(x) }
func libm(cosh x: Double) -> Double { cosh(x) }
func libm(tanh x: Double) -> Double { tanh(x) }
func libm(asinh x: Double) -> Double { asinh(x) }
func libm(acosh x: Double) -> Double { acosh(x) }
func libm(atanh x: Double) -> Double { atanh(x) }
func libm(erf x: Double) -> Double { erf(x) }
func libm(erfc x: Double) -> Double { erfc(x) }
func libm(gamma x: Double) -> Double { tgamma(x) }
func libm(atan2 y: Double, _ x: Double) -> Double { atan2(y, x) }
func libm(hypot x: Double, _ y: Double) -> Double { hypot(x, y) }

/// Unlike `lgamma`, it writes no global sign, so threads may share it.
func libm(logGamma x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

func libm(power x: Double, _ y: Double) -> Double { pow(x, y) }
