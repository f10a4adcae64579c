namespace ActReg.MLNet.Tests;

/// <summary>Activation functions and their slopes in double precision, from their definitions.</summary>
internal static class ReferenceActivation
{
    public static IReadOnlyList<Activation> All { get; } =
    [
        Activation.Linear, Activation.Relu, Activation.LeakyRelu(), Activation.LeakyRelu(0), Activation.Elu(), Activation.Elu(0.5f),
        Activation.Elu(0), Activation.Gelu(), Activation.Gelu(approximate: true), Activation.Silu, Activation.Tanh, Activation.Sigmoid,
        Activation.Selu, Activation.Mish,
    ];

    // Klambauer et al., 2017, equation 14.
    private const double SeluScale = 1.0507009873554804934193349852946, SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>Whether slope or curvature jumps at 0.</summary>
    public static bool IsPiecewise(Activation activation) => activation is ReluActivation or LeakyReluActivation or EluActivation or SeluActivation;

    public static double Value(Activation activation, double z) => activation switch
    {
        LinearActivation => z,
        ReluActivation => Math.Max(z, 0),
        LeakyReluActivation leaky => z > 0 ? z : leaky.NegativeSlope * z,
        EluActivation elu => z > 0 ? z : elu.Alpha * ExpMinusOne(z),
        GeluActivation { Approximate: false } => z * NormalDistribution(z),
        GeluActivation => z * Sigmoid(2 * TanhArgument(z)),
        SiluActivation => z * Sigmoid(z),
        SeluActivation => SeluScale * (z > 0 ? z : SeluAlpha * ExpMinusOne(z)),
        MishActivation => z * Math.Tanh(Softplus(z)),
        TanhActivation => Math.Tanh(z),
        SigmoidActivation => Sigmoid(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

    public static double Slope(Activation activation, double z) => activation switch
    {
        LinearActivation => 1,
        ReluActivation => z > 0 ? 1 : 0,
        LeakyReluActivation leaky => z > 0 ? 1 : leaky.NegativeSlope,
        EluActivation elu => z > 0 ? 1 : elu.Alpha * Math.Exp(z),
        GeluActivation { Approximate: false } => NormalDistribution(z) + z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI),
        GeluActivation when Math.Abs(z) > 100 => z > 0 ? 1 : 0,
        GeluActivation => Sigmoid(2 * TanhArgument(z)) + z * SigmoidSlope(2 * TanhArgument(z)) * 2 * TanhArgumentSlope(z),
        SiluActivation => Sigmoid(z) + z * SigmoidSlope(z),
        SeluActivation => SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z)),
        MishActivation => Math.Tanh(Softplus(z)) + z * Sigmoid(z) / Math.Cosh(Softplus(z)) / Math.Cosh(Softplus(z)),
        TanhActivation => 1 - Math.Tanh(z) * Math.Tanh(z),
        SigmoidActivation => SigmoidSlope(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>
    /// The standard normal distribution function, by the series Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + ...) and, for the tails, the
    /// continued fraction 1 - Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + ...)))) (Abramowitz and Stegun 26.2.11 and 26.2.14).
    /// </summary>
    public static double NormalDistribution(double x)
    {
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) > 5)
        {
            var fraction = Math.Abs(x);
            for (var k = 100; k > 0; k--)
                fraction = Math.Abs(x) + k / fraction;
            return x > 0 ? 1 - density / fraction : density / fraction;
        }

        double sum = 0, term = x;
        for (var k = 1; Math.Abs(term) > 1e-18; k++)
        {
            sum += term;
            term *= x * x / (2 * k + 1);
        }

        return 0.5 + density * sum;
    }

    // Near 0, e^z - 1 would cancel.
    private static double ExpMinusOne(double z) => Math.Abs(z) < 1e-5 ? z * (1 + z / 2 * (1 + z / 3)) : Math.Exp(z) - 1;

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    private static double SigmoidSlope(double z) => Sigmoid(z) * Sigmoid(-z);

    private static double TanhArgument(double z) => Math.Sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);

    private static double TanhArgumentSlope(double z) => Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
}
