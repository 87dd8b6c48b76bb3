// Written by Tests/Figures/evaluation.py with mpmath and 1200 digits; do not edit.

extension AccuracyCase {
  /// Values and gradients, correctly rounded.
  static let figures: [AccuracyCase] = [
    AccuracyCase(
      "log(1 + exp(x))", at: [-1000.0],
      value: 0.0, gradient: [0.0]),
    AccuracyCase(
      "log(1 + exp(x))", at: [-50.0],
      value: 1.9287498479639178e-22, gradient: [1.9287498479639178e-22]),
    AccuracyCase(
      "log(1 + exp(x))", at: [-1e-09],
      value: 0.6931471800599454, gradient: [0.49999999975]),
    AccuracyCase(
      "log(1 + exp(x))", at: [0.0],
      value: 0.6931471805599453, gradient: [0.5]),
    AccuracyCase(
      "log(1 + exp(x))", at: [2.5],
      value: 2.5788897342925496, gradient: [0.9241418199787564]),
    AccuracyCase(
      "log(1 + exp(x))", at: [40.0],
      value: 40.0, gradient: [1.0]),
    AccuracyCase(
      "log(1 + exp(x))", at: [1000.0],
      value: 1000.0, gradient: [1.0]),
    AccuracyCase(
      "log(exp(x) + exp(y))", at: [1000.0, -1000.0],
      value: 1000.0, gradient: [1.0, 0.0]),
    AccuracyCase(
      "log(exp(x) + exp(y))", at: [-1000.0, -999.5],
      value: -999.0259230158199, gradient: [0.37754066879814546, 0.6224593312018546]),
    AccuracyCase(
      "log(exp(x) + exp(y))", at: [1000.0, 1001.0],
      value: 1001.3132616875182, gradient: [0.2689414213699951, 0.7310585786300049]),
    AccuracyCase(
      "log(exp(x) + exp(y))", at: [0.3, 0.7],
      value: 1.2130152523999527, gradient: [0.401312339887548, 0.598687660112452]),
    AccuracyCase(
      "log(exp(x) + exp(y))", at: [-50.0, 0.25],
      value: 0.25, gradient: [1.5021118919431522e-22, 1.0]),
    AccuracyCase(
      "log(exp(x) + exp(y) + exp(x + y))", at: [1000.0, -1000.0],
      value: 1000.0, gradient: [1.0, 0.0]),
    AccuracyCase(
      "log(exp(x) + exp(y) + exp(x + y))", at: [-1000.0, -999.5],
      value: -999.0259230158199, gradient: [0.37754066879814546, 0.6224593312018546]),
    AccuracyCase(
      "log(exp(x) + exp(y) + exp(x + y))", at: [1000.0, 1001.0],
      value: 2001.0, gradient: [1.0, 1.0]),
    AccuracyCase(
      "log(exp(x) + exp(y) + exp(x + y))", at: [0.3, 0.7],
      value: 1.8053160526833754, gradient: [0.6688937813056459, 0.7780528642421142]),
    AccuracyCase(
      "log(exp(x) + exp(y) + exp(x + y))", at: [-700.0, -750.0],
      value: -700.0, gradient: [1.0, 1.9287498479639178e-22]),
    AccuracyCase(
      "log(1 + exp(x) + exp(y))", at: [-60.0, -62.0],
      value: 9.941575626930502e-27, gradient: [8.75651076269652e-27, 1.185064864233981e-27]),
    AccuracyCase(
      "log(1 + exp(x) + exp(y))", at: [800.0, 3.0],
      value: 800.0, gradient: [1.0, 0.0]),
    AccuracyCase(
      "log(1 + exp(x) + exp(y))", at: [0.5, -900.0],
      value: 0.9740769841801067, gradient: [0.6224593312018546, 0.0]),
    AccuracyCase(
      "log(1 + exp(x) + exp(y))", at: [-0.5, 0.25],
      value: 1.0614488975945138, gradient: [0.20983182601596484, 0.44421397916166544]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [1e-12],
      value: 5.00000000000125e-13, gradient: [0.50000000000025]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [-3e-07],
      value: -1.4999998875e-07, gradient: [0.499999925]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [0.01],
      value: 0.005012499947917014, gradient: [0.5024999791668749]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [0.4],
      value: 0.21986807184000734, gradient: [0.598687660112452]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [-0.7],
      value: -0.2899611316744874, gradient: [0.3318122278318339]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [2.5],
      value: 1.8857425537326042, gradient: [0.9241418199787564]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [900.0],
      value: 899.3068528194401, gradient: [1.0]),
    AccuracyCase(
      "log((1 + exp(x))/2)", at: [-900.0],
      value: -0.6931471805599453, gradient: [0.0]),
    AccuracyCase(
      "log(exp(x)/(exp(x) + exp(y) + 1))", at: [60.0, 2.0],
      value: -7.345886001915113e-26, gradient: [7.345886001915113e-26, -6.47023492564546e-26]),
    AccuracyCase(
      "log(exp(x)/(exp(x) + exp(y) + 1))", at: [-800.0, 1.0],
      value: -801.3132616875182, gradient: [1.0, -0.7310585786300049]),
    AccuracyCase(
      "log(exp(x)/(exp(x) + exp(y) + 1))", at: [2.0, 900.0],
      value: -898.0, gradient: [1.0, -1.0]),
    AccuracyCase(
      "log(exp(x)/(exp(x) + exp(y) + 1))", at: [0.5, 0.25],
      value: -0.8693380844056782, gradient: [0.5807710483903022, -0.32649583579983665]),
    AccuracyCase(
      "1/(1 + exp(-x))", at: [-700.0],
      value: 9.85967654375977e-305, gradient: [9.85967654375977e-305]),
    AccuracyCase(
      "1/(1 + exp(-x))", at: [-40.0],
      value: 4.248354255291589e-18, gradient: [4.248354255291589e-18]),
    AccuracyCase(
      "1/(1 + exp(-x))", at: [0.5],
      value: 0.6224593312018546, gradient: [0.2350037122015945]),
    AccuracyCase(
      "1/(1 + exp(-x))", at: [36.0],
      value: 0.9999999999999998, gradient: [2.319522830243568e-16]),
    AccuracyCase(
      "1/(1 + exp(-x))", at: [700.0],
      value: 1.0, gradient: [9.85967654375977e-305]),
    AccuracyCase(
      "exp(-x)/(1 + exp(-x))", at: [-700.0],
      value: 1.0, gradient: [-9.85967654375977e-305]),
    AccuracyCase(
      "exp(-x)/(1 + exp(-x))", at: [-40.0],
      value: 1.0, gradient: [-4.248354255291589e-18]),
    AccuracyCase(
      "exp(-x)/(1 + exp(-x))", at: [0.5],
      value: 0.37754066879814546, gradient: [-0.2350037122015945]),
    AccuracyCase(
      "exp(-x)/(1 + exp(-x))", at: [36.0],
      value: 2.3195228302435686e-16, gradient: [-2.319522830243568e-16]),
    AccuracyCase(
      "exp(-x)/(1 + exp(-x))", at: [700.0],
      value: 9.85967654375977e-305, gradient: [-9.85967654375977e-305]),
    AccuracyCase(
      "log(1 - 1/(1 + exp(-x)))", at: [-1000.0],
      value: -0.0, gradient: [-0.0]),
    AccuracyCase(
      "log(1 - 1/(1 + exp(-x)))", at: [-50.0],
      value: -1.9287498479639178e-22, gradient: [-1.9287498479639178e-22]),
    AccuracyCase(
      "log(1 - 1/(1 + exp(-x)))", at: [0.5],
      value: -0.9740769841801067, gradient: [-0.6224593312018546]),
    AccuracyCase(
      "log(1 - 1/(1 + exp(-x)))", at: [40.0],
      value: -40.0, gradient: [-1.0]),
    AccuracyCase(
      "exp(x)/(exp(x) + exp(y))", at: [1000.0, 999.0],
      value: 0.7310585786300049, gradient: [0.19661193324148185, -0.19661193324148185]),
    AccuracyCase(
      "exp(x)/(exp(x) + exp(y))", at: [-1000.0, -1001.5],
      value: 0.8175744761936437, gradient: [0.14914645207033286, -0.14914645207033286]),
    AccuracyCase(
      "exp(x)/(exp(x) + exp(y))", at: [0.3, 0.7],
      value: 0.401312339887548, gradient: [0.24026074574152914, -0.24026074574152914]),
    AccuracyCase(
      "exp(x)/(exp(x) + exp(y))", at: [20.0, 3.0],
      value: 0.9999999586006245, gradient: [4.1399373760035016e-08, -4.1399373760035016e-08]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [1e-12],
      value: 1e-12, gradient: [1.0]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [-3e-07],
      value: -2.99999999999991e-07, gradient: [0.99999999999991]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [0.01],
      value: 0.00999966667999946, gradient: [0.9999000066662889]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [0.4],
      value: 0.3799489622552249, gradient: [0.8556387860811777]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [-0.7],
      value: -0.6043677771171635, gradient: [0.6347395899824586]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [2.5],
      value: 0.9866142981514303, gradient: [0.02659222668316062]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [17.0],
      value: 0.9999999999999966, gradient: [6.855633726168028e-15]),
    AccuracyCase(
      "(exp(x) - exp(-x))/(exp(x) + exp(-x))", at: [-300.0],
      value: -1.0, gradient: [1.0601586212017243e-260]),
    AccuracyCase(
      "tanh(x)", at: [1e-12],
      value: 1e-12, gradient: [1.0]),
    AccuracyCase(
      "tanh(x)", at: [-3e-07],
      value: -2.99999999999991e-07, gradient: [0.99999999999991]),
    AccuracyCase(
      "tanh(x)", at: [0.01],
      value: 0.00999966667999946, gradient: [0.9999000066662889]),
    AccuracyCase(
      "tanh(x)", at: [0.4],
      value: 0.3799489622552249, gradient: [0.8556387860811777]),
    AccuracyCase(
      "tanh(x)", at: [-0.7],
      value: -0.6043677771171635, gradient: [0.6347395899824586]),
    AccuracyCase(
      "tanh(x)", at: [2.5],
      value: 0.9866142981514303, gradient: [0.02659222668316062]),
    AccuracyCase(
      "tanh(x)", at: [17.0],
      value: 0.9999999999999966, gradient: [6.855633726168028e-15]),
    AccuracyCase(
      "tanh(x)", at: [-300.0],
      value: -1.0, gradient: [1.0601586212017243e-260]),
    AccuracyCase(
      "1 - tanh(x)^2", at: [0.3],
      value: 0.9151369618266292, gradient: [-0.5331818782014544]),
    AccuracyCase(
      "1 - tanh(x)^2", at: [20.0],
      value: 1.6993417021166355e-17, gradient: [-3.398683404233271e-17]),
    AccuracyCase(
      "1 - tanh(x)^2", at: [-300.0],
      value: 1.0601586212017243e-260, gradient: [2.1203172424034486e-260]),
    AccuracyCase(
      "log(cosh(x))", at: [1e-12],
      value: 5e-25, gradient: [1e-12]),
    AccuracyCase(
      "log(cosh(x))", at: [-3e-07],
      value: 4.499999999999932e-14, gradient: [-2.99999999999991e-07]),
    AccuracyCase(
      "log(cosh(x))", at: [0.01],
      value: 4.999916668888822e-05, gradient: [0.00999966667999946]),
    AccuracyCase(
      "log(cosh(x))", at: [0.4],
      value: 0.07795348538783242, gradient: [0.3799489622552249]),
    AccuracyCase(
      "log(cosh(x))", at: [-0.7],
      value: 0.22727022935850558, gradient: [-0.6043677771171635]),
    AccuracyCase(
      "log(cosh(x))", at: [2.5],
      value: 1.8135681679291729, gradient: [0.9866142981514303]),
    AccuracyCase(
      "log(cosh(x))", at: [800.0],
      value: 799.3068528194401, gradient: [1.0]),
    AccuracyCase(
      "log(cosh(x))", at: [-1000000.0],
      value: 999999.3068528194, gradient: [-1.0]),
    AccuracyCase(
      "log(sinh(x))", at: [1e-12],
      value: -27.631021115928547, gradient: [1000000000000.0]),
    AccuracyCase(
      "log(sinh(x))", at: [0.3],
      value: -1.1890175489062649, gradient: [3.432738430321742]),
    AccuracyCase(
      "log(sinh(x))", at: [800.0],
      value: 799.3068528194401, gradient: [1.0]),
    AccuracyCase(
      "exp(x) - 1", at: [1e-12],
      value: 1.0000000000005e-12, gradient: [1.000000000001]),
    AccuracyCase(
      "exp(x) - 1", at: [-3e-07],
      value: -2.999999550000045e-07, gradient: [0.999999700000045]),
    AccuracyCase(
      "exp(x) - 1", at: [0.01],
      value: 0.010050167084168058, gradient: [1.010050167084168]),
    AccuracyCase(
      "exp(x) - 1", at: [0.4],
      value: 0.49182469764127035, gradient: [1.4918246976412703]),
    AccuracyCase(
      "exp(x) - 1", at: [-0.7],
      value: -0.5034146962085905, gradient: [0.4965853037914095]),
    AccuracyCase(
      "exp(x) - 1", at: [2.5],
      value: 11.182493960703473, gradient: [12.182493960703473]),
    AccuracyCase(
      "(exp(x) - 1)/x", at: [4.0],
      value: 13.399537508286059, gradient: [10.299653131214544]),
    AccuracyCase(
      "(exp(x) - 1)/x", at: [5.0],
      value: 29.48263182051532, gradient: [23.78610545641226]),
    AccuracyCase(
      "x^3/(exp(x) - 1)", at: [1e-09],
      value: 9.999999995000002e-19, gradient: [1.9999999985000003e-09]),
    AccuracyCase(
      "x^3/(exp(x) - 1)", at: [0.5],
      value: 0.19268676031709978, gradient: [0.6664083007735032]),
    AccuracyCase(
      "x^3/(exp(x) - 1)", at: [30.0],
      value: 2.5265582015870836e-09, gradient: [-2.2739023814286117e-09]),
    AccuracyCase(
      "x^3/(exp(x) - 1)", at: [700.0],
      value: 3.3818690545096014e-296, gradient: [-3.3673753299902746e-296]),
    AccuracyCase(
      "exp(-x) - exp(-y)", at: [1e-09, 3e-09],
      value: 1.999999996e-09, gradient: [-0.999999999, 0.999999997]),
    AccuracyCase(
      "exp(-x) - exp(-y)", at: [0.5, 4.0],
      value: 0.5882150208238992, gradient: [-0.6065306597126334, 0.01831563888873418]),
    AccuracyCase(
      "exp(-x) - exp(-y)", at: [-700.0, 700.0],
      value: 1.0142320547350045e+304, gradient: [-1.0142320547350045e+304, 9.85967654375977e-305]),
    AccuracyCase(
      "log(expm1(x))", at: [1e-09],
      value: -20.723265836446412, gradient: [1000000000.4999999]),
    AccuracyCase(
      "log(expm1(x))", at: [0.5],
      value: -0.43275212956718856, gradient: [2.5414940825367984]),
    AccuracyCase(
      "log(expm1(x))", at: [800.0],
      value: 800.0, gradient: [1.0]),
    AccuracyCase(
      "log(sigmoid(x))", at: [-800.0],
      value: -800.0, gradient: [1.0]),
    AccuracyCase(
      "log(sigmoid(x))", at: [-3.0],
      value: -3.048587351573742, gradient: [0.9525741268224333]),
    AccuracyCase(
      "log(sigmoid(x))", at: [40.0],
      value: -4.248354255291589e-18, gradient: [4.248354255291589e-18]),
    AccuracyCase(
      "log(exp(-1) + log(x)/2)", at: [2.0],
      value: -0.33623802002008163, gradient: [0.34991803378890246]),
    AccuracyCase(
      "log(tanh(x))", at: [1e-09],
      value: -20.72326583694641, gradient: [999999999.9999999]),
    AccuracyCase(
      "log(tanh(x))", at: [0.4],
      value: -0.9677183451367531, gradient: [2.2519834795769635]),
    AccuracyCase(
      "log(tanh(x))", at: [30.0],
      value: -1.751302152539304e-26, gradient: [3.502604305078608e-26]),
    AccuracyCase(
      "log(cos(x))", at: [1e-09],
      value: -5e-19, gradient: [-1e-09]),
    AccuracyCase(
      "log(cos(x))", at: [0.5],
      value: -0.13058424044372272, gradient: [-0.5463024898437905]),
    AccuracyCase(
      "log(cos(x))", at: [1.5],
      value: -2.648783653978435, gradient: [-14.101419947171719]),
    AccuracyCase(
      "log1p(x*exp(y))", at: [2.0, 800.0],
      value: 800.6931471805599, gradient: [0.5, 1.0]),
    AccuracyCase(
      "log1p(x*exp(y))", at: [0.5, -40.0],
      value: 2.1241771276457944e-18, gradient: [4.248354255291589e-18, 2.1241771276457944e-18]),
    AccuracyCase(
      "x/(1 + y*exp(-x))", at: [-400.0, 3.0],
      value: -2.5535594622853408e-172, gradient: [-2.5471755636296276e-172, 8.51186487428447e-173]),
    AccuracyCase(
      "x/(1 + y*exp(-x))", at: [2.0, 0.5],
      value: 1.8732421233339247, gradient: [1.0553451586845917, -0.23744819403525852]),
    AccuracyCase(
      "log(y*exp(-x^2) + (1 - y)*exp(-(x - 3)^2))", at: [50.0, 0.25],
      value: -2209.287682072452, gradient: [-94.0, -1.3333333333333333]),
    AccuracyCase(
      "log(y*exp(-x^2) + (1 - y)*exp(-(x - 3)^2))", at: [-40.0, 0.75],
      value: -1600.2876820724518, gradient: [80.0, 1.3333333333333333]),
    AccuracyCase(
      "log(y*exp(-x^2) + (1 - y)*exp(-(x - 3)^2))", at: [1.25, 0.5],
      value: -2.054233902577193, gradient: [-1.405446857161862, 1.2702979047745746]),
    AccuracyCase(
      "x/(x + y)", at: [1000000000.0, 1e-09],
      value: 1.0, gradient: [1e-27, -1e-09]),
    AccuracyCase(
      "x/(x + y)", at: [2.0, 0.5],
      value: 0.8, gradient: [0.08, -0.32]),
    AccuracyCase(
      "1 - cos(x)", at: [1e-09],
      value: 5e-19, gradient: [1e-09]),
    AccuracyCase(
      "1 - cos(x)", at: [0.0003],
      value: 4.499999966249999e-08, gradient: [0.0002999999955]),
    AccuracyCase(
      "1 - cos(x)", at: [0.7],
      value: 0.23515781271551153, gradient: [0.644217687237691]),
    AccuracyCase(
      "1 - cos(x)^2", at: [1e-09],
      value: 1e-18, gradient: [2e-09]),
    AccuracyCase(
      "1 - cos(x)^2", at: [0.0003],
      value: 8.999999730000001e-08, gradient: [0.0005999999640000006]),
    AccuracyCase(
      "1 - cos(x)^2", at: [0.7],
      value: 0.41501642854987947, gradient: [0.9854497299884601]),
    AccuracyCase(
      "sqrt(1 + x) - 1", at: [1e-12],
      value: 4.99999999999875e-13, gradient: [0.49999999999975]),
    AccuracyCase(
      "sqrt(1 + x) - 1", at: [-1e-09],
      value: -5.00000000125e-10, gradient: [0.50000000025]),
    AccuracyCase(
      "sqrt(1 + x) - 1", at: [0.5],
      value: 0.22474487139158905, gradient: [0.408248290463863]),
    AccuracyCase(
      "sqrt(1 + x) - 1", at: [1e+200],
      value: 1e+100, gradient: [5e-101]),
    AccuracyCase(
      "1/sqrt(1 - x^2) - 1", at: [1e-09],
      value: 5e-19, gradient: [1e-09]),
    AccuracyCase(
      "1/sqrt(1 - x^2) - 1", at: [0.0003],
      value: 4.500000303750022e-08, gradient: [0.00030000004050000453]),
    AccuracyCase(
      "1/sqrt(1 - x^2) - 1", at: [0.5],
      value: 0.15470053837925152, gradient: [0.769800358919501]),
    AccuracyCase(
      "sqrt(1 + x^2) - 1", at: [1e-09],
      value: 5e-19, gradient: [1e-09]),
    AccuracyCase(
      "sqrt(1 + x^2) - 1", at: [0.5],
      value: 0.11803398874989485, gradient: [0.4472135954999579]),
    AccuracyCase(
      "sqrt(1 + x^2) - 1", at: [1e+200],
      value: 1e+200, gradient: [1.0]),
    AccuracyCase(
      "sqrt(x + 1) - sqrt(x)", at: [0.5],
      value: 0.5176380902050415, gradient: [-0.2988584907226845]),
    AccuracyCase(
      "sqrt(x + 1) - sqrt(x)", at: [1000000000.0],
      value: 1.581138829688905e-05, gradient: [-7.905694144491678e-15]),
    AccuracyCase(
      "sqrt(x + 1) - sqrt(x)", at: [1e+16],
      value: 5e-09, gradient: [-2.5e-25]),
    AccuracyCase(
      "(1 + x)^12 - 1", at: [1e-12],
      value: 1.2000000000066e-11, gradient: [12.000000000132]),
    AccuracyCase(
      "(1 + x)^12 - 1", at: [-3e-07],
      value: -3.5999940600059397e-06, gradient: [11.9999604000594]),
    AccuracyCase(
      "(1 + x)^12 - 1", at: [0.01],
      value: 0.12682503013196972, gradient: [13.3880201599838]),
    AccuracyCase(
      "(1 + x)^12 - 1", at: [2.5],
      value: 3379219.5080566406, gradient: [11585898.884765625]),
    AccuracyCase(
      "2^x - 1", at: [1e-12],
      value: 6.931471805601855e-13, gradient: [0.6931471805604258]),
    AccuracyCase(
      "2^x - 1", at: [-0.3],
      value: -0.18774760364376447, gradient: [0.5630104584373838]),
    AccuracyCase(
      "2^x - 1", at: [20.0],
      value: 1048575.0, gradient: [726817.4980028252]),
    AccuracyCase(
      "1 + erf(x)", at: [-5.0],
      value: 1.537459794428035e-12, gradient: [1.5670866531017336e-11]),
    AccuracyCase(
      "1 + erf(x)", at: [-1.0],
      value: 0.15729920705028513, gradient: [0.4151074974205947]),
    AccuracyCase(
      "1 + erf(x)", at: [0.5],
      value: 1.5204998778130465, gradient: [0.8787825789354448]),
    AccuracyCase(
      "erfc(x)", at: [-2.0],
      value: 1.9953222650189528, gradient: [-0.020666985354092053]),
    AccuracyCase(
      "erfc(x)", at: [0.5],
      value: 0.4795001221869535, gradient: [-0.8787825789354448]),
    AccuracyCase(
      "erfc(x)", at: [10.0],
      value: 2.088487583762545e-45, gradient: [-4.197656231354417e-44]),
    AccuracyCase(
      "erfc(x)", at: [25.0],
      value: 8.300172571196523e-274, gradient: [-4.1534010636398965e-272]),
    AccuracyCase(
      "log(1 + x^2)", at: [1e-09],
      value: 1e-18, gradient: [2e-09]),
    AccuracyCase(
      "log(1 + x^2)", at: [0.5],
      value: 0.22314355131420976, gradient: [0.8]),
    AccuracyCase(
      "log(1 + x^2)", at: [1e+100],
      value: 460.51701859880916, gradient: [2e-100]),
    AccuracyCase(
      "log(1 + x^2)", at: [-1e+200],
      value: 921.0340371976183, gradient: [-2e-200]),
    AccuracyCase(
      "log(x^8)", at: [1e-100],
      value: -1842.0680743952366, gradient: [8e+100]),
    AccuracyCase(
      "log(x^8)", at: [3.0],
      value: 8.788898309344878, gradient: [2.6666666666666665]),
    AccuracyCase(
      "log(x^8)", at: [-1e+100],
      value: 1842.0680743952366, gradient: [-8e-100]),
    AccuracyCase(
      "x^8", at: [1e-37],
      value: 1.0000000000000005e-296, gradient: [8.000000000000004e-259]),
    AccuracyCase(
      "x^8", at: [-3.0],
      value: 6561.0, gradient: [-17496.0]),
    AccuracyCase(
      "x^8", at: [1e+37],
      value: 9.999999999999996e+295, gradient: [7.999999999999998e+259]),
    AccuracyCase(
      "x^-8", at: [1e-34],
      value: 1.0000000000000005e+272, gradient: [-8.000000000000005e+306]),
    AccuracyCase(
      "x^-8", at: [-3.0],
      value: 0.00015241579027587258, gradient: [0.00040644210740232686]),
    AccuracyCase(
      "x^-8", at: [1e+34],
      value: 1.0000000000000004e-272, gradient: [-8.000000000000004e-306]),
    AccuracyCase(
      "sqrt(x^2 + y^2)", at: [3e+200, 4e+200],
      value: 4.9999999999999995e+200, gradient: [0.6, 0.8]),
    AccuracyCase(
      "sqrt(x^2 + y^2)", at: [3e-200, 4e-200],
      value: 5e-200, gradient: [0.6, 0.8]),
    AccuracyCase(
      "sqrt(x^2 + y^2)", at: [1.0, 1e-09],
      value: 1.0, gradient: [1.0, 1e-09]),
    AccuracyCase(
      "sqrt(x^2 + y^2)", at: [-2.0, 0.5],
      value: 2.0615528128088303, gradient: [-0.9701425001453319, 0.24253562503633297]),
    AccuracyCase(
      "1/sqrt(x^2 + y^2)", at: [1.0, 1e-09],
      value: 1.0, gradient: [-1.0, -1e-09]),
    AccuracyCase(
      "1/sqrt(x^2 + y^2)", at: [-2.0, 0.5],
      value: 0.48507125007266594, gradient: [0.2282688235636075, -0.057067205890901876]),
    AccuracyCase(
      "atan2(y, x)", at: [3e+200, 4e+200],
      value: 0.9272952180016122, gradient: [-1.6e-201, 1.2e-201]),
    AccuracyCase(
      "atan2(y, x)", at: [3e-200, 4e-200],
      value: 0.9272952180016122, gradient: [-1.6e+199, 1.2e+199]),
    AccuracyCase(
      "atan2(y, x)", at: [1.0, 1e-09],
      value: 1e-09, gradient: [-1e-09, 1.0]),
    AccuracyCase(
      "atan2(y, x)", at: [-2.0, 0.5],
      value: 2.896613990462929, gradient: [-0.11764705882352941, -0.47058823529411764]),
    AccuracyCase(
      "x*exp(-x)", at: [1e-09],
      value: 9.999999990000001e-10, gradient: [0.9999999980000001]),
    AccuracyCase(
      "x*exp(-x)", at: [2.5],
      value: 0.205212496559747, gradient: [-0.12312749793584819]),
    AccuracyCase(
      "x*exp(-x)", at: [30.0],
      value: 2.8072868906520526e-12, gradient: [-2.7137106609636507e-12]),
    AccuracyCase(
      "x*exp(-x)", at: [700.0],
      value: 6.90177358063184e-302, gradient: [-6.891913904088079e-302]),
    AccuracyCase(
      "exp(-x^2/2)/sqrt(2 pi)", at: [0.5],
      value: 0.35206532676429947, gradient: [-0.17603266338214973]),
    AccuracyCase(
      "exp(-x^2/2)/sqrt(2 pi)", at: [-3.0],
      value: 0.0044318484119380075, gradient: [0.013295545235814022]),
    AccuracyCase(
      "exp(-x^2/2)/sqrt(2 pi)", at: [6.0],
      value: 6.075882849823285e-09, gradient: [-3.645529709893971e-08]),
    AccuracyCase(
      "log(exp(-x^2/2)/sqrt(2 pi))", at: [0.5],
      value: -1.0439385332046727, gradient: [-0.5]),
    AccuracyCase(
      "log(exp(-x^2/2)/sqrt(2 pi))", at: [-60.0],
      value: -1800.9189385332047, gradient: [60.0]),
    AccuracyCase(
      "log(gamma(x))", at: [0.5],
      value: 0.5723649429247001, gradient: [-1.9635100260214235]),
    AccuracyCase(
      "log(gamma(x))", at: [30.0],
      value: 71.25703896716801, gradient: [3.384438132685525]),
    AccuracyCase(
      "lgamma(x)", at: [0.001],
      value: 6.907178885383853, gradient: [-1000.5755719318103]),
    AccuracyCase(
      "lgamma(x)", at: [3.7],
      value: 1.428072326665388, gradient: [1.1671535393615113]),
    AccuracyCase(
      "lgamma(x)", at: [500.0],
      value: 2605.115850361734, gradient: [6.213607765088992]),
    AccuracyCase(
      "digamma(x)", at: [0.001],
      value: -1000.5755719318103, gradient: [1000001.6425331958]),
    AccuracyCase(
      "digamma(x)", at: [1.4],
      value: -0.06138454458511624, gradient: [1.0253565905295976]),
    AccuracyCase(
      "digamma(x)", at: [1.5],
      value: 0.03648997397857652, gradient: [0.9348022005446793]),
    AccuracyCase(
      "digamma(x)", at: [6.5],
      value: 1.792911330399933, gradient: [0.16628453574995825]),
    AccuracyCase(
      "digamma(x)", at: [100000000.0],
      value: 18.420680738952367, gradient: [1.000000005e-08]),
    AccuracyCase(
      "softplus(x)", at: [-1000.0],
      value: 0.0, gradient: [0.0]),
    AccuracyCase(
      "softplus(x)", at: [-50.0],
      value: 1.9287498479639178e-22, gradient: [1.9287498479639178e-22]),
    AccuracyCase(
      "softplus(x)", at: [-1e-09],
      value: 0.6931471800599454, gradient: [0.49999999975]),
    AccuracyCase(
      "softplus(x)", at: [0.0],
      value: 0.6931471805599453, gradient: [0.5]),
    AccuracyCase(
      "softplus(x)", at: [2.5],
      value: 2.5788897342925496, gradient: [0.9241418199787564]),
    AccuracyCase(
      "softplus(x)", at: [40.0],
      value: 40.0, gradient: [1.0]),
    AccuracyCase(
      "softplus(x)", at: [1000.0],
      value: 1000.0, gradient: [1.0]),
    AccuracyCase(
      "asinh(x)", at: [1e-09],
      value: 1e-09, gradient: [1.0]),
    AccuracyCase(
      "asinh(x)", at: [0.5],
      value: 0.48121182505960347, gradient: [0.8944271909999159]),
    AccuracyCase(
      "asinh(x)", at: [1e+200],
      value: 461.2101657793691, gradient: [1e-200]),
    AccuracyCase(
      "x/(x^2 + y^2)", at: [1.0, 1e-09],
      value: 1.0, gradient: [-1.0, -2e-09]),
    AccuracyCase(
      "x/(x^2 + y^2)", at: [-2.0, 0.5],
      value: -0.47058823529411764, gradient: [-0.20761245674740483, 0.11072664359861592]),
    AccuracyCase(
      "x/(x^2 + y^2)", at: [3e+152, 4e+152],
      value: 1.1999999999999998e-153, gradient: [1.1200000000000002e-306, -3.8399999999999997e-306]),
    AccuracyCase(
      "acosh(x)", at: [1.5],
      value: 0.9624236501192069, gradient: [0.8944271909999159]),
    AccuracyCase(
      "acosh(x)", at: [30.0],
      value: 4.0940666686320855, gradient: [0.033351867298253506]),
    AccuracyCase(
      "acosh(x)", at: [1e+200],
      value: 461.2101657793691, gradient: [1e-200]),
  ]

  /// The order, the argument and the value of polygamma.
  static let polygamma: [(Double, Double, Double)] = [
    (0, 1e-300, -9.999999999999999e+299),
    (0, 0.1, -10.423754940411076),
    (0, 0.5, -1.9635100260214235),
    (0, 1.2, -0.2890398965921884),
    (0, 1.46163, -2.0756283887224574e-06),
    (0, 1.4616321449683622, -9.241265521729427e-17),
    (0, 1.5, 0.03648997397857652),
    (0, 1.8, 0.28499143329386156),
    (0, 9.99, 2.250700372831201),
    (0, 10000000000.0, 23.025850929890456),
    (0, -0.3, 2.113309779635399),
    (0, -1.5, 0.7031566406452432),
    (0, -1000000.25, 16.957103961553827),
    (1, 0.1, 101.43329915079275),
    (1, 1.0, 1.6449340668482264),
    (1, 1e+300, 1e-300),
    (1, -0.5, 8.934802200544679),
    (1, -3.2, 28.298186402194034),
    (2, 1.5, -0.82879664423432),
    (2, -0.3, 67.63908119988317),
    (2, -1000000.25, 124.02510672119828),
    (3, 100.0, 2.030199990001333e-06),
    (5, -2.7, 165660.11051361315),
    (10, 0.5, -7431824508.858769),
    (50, 2.5, -1.542177794502834e+44),
    (120, 1000.0, -5.9158044692867355e-164),
    (170, 1.0, -7.257415615307999e+306),
  ]
}
