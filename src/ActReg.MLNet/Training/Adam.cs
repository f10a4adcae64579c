using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Adam (Kingma and Ba, 2015) in Keras's form: <c>p -= lr √(1-β₂ᵗ)/(1-β₁ᵗ) m / (√v + ε)</c>.</summary>
/// <remarks>PyTorch adds ε after the correction of v, which is a slightly larger ε in the first steps.</remarks>
internal sealed unsafe class Adam
{
    // Not float: 1 - 0.999f is 1e-5 off.
    public const double Beta1 = 0.9;
    public const double Beta2 = 0.999;
    public const float Epsilon = 1e-7f;

    // Smaller moments, of units that no longer learn, would turn denormal and slow every later step; beside epsilon they are nothing.
    private const float NegligibleMoment = 1e-30f;

    private readonly AlignedBuffer _mean;
    private readonly AlignedBuffer _variance;
    private int _step;

    public Adam(int parameterLength)
    {
        _mean = new AlignedBuffer(parameterLength);
        _variance = new AlignedBuffer(parameterLength);
    }

    /// <summary>The step's learning rate with both bias corrections in it.</summary>
    /// <param name="learningRate">The rate.</param>
    /// <param name="step">The step's number, from 1.</param>
    public static float CorrectedRate(float learningRate, int step) =>
        (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step)));

    /// <summary>Updates parameters in place; both buffers are as long as this was made for.</summary>
    public void Update(AlignedBuffer parameters, AlignedBuffer gradient, float learningRate)
    {
        var rate = Vector256.Create(CorrectedRate(learningRate, ++_step));
        var epsilon = Vector256.Create(Epsilon);
        var keepMean = Vector256.Create((float)(1 - Beta1));
        var keepVariance = Vector256.Create((float)(1 - Beta2));
        var negligible = Vector256.Create(NegligibleMoment);
        float* p = parameters.Pointer, g = gradient.Pointer, m = _mean.Pointer, v = _variance.Pointer;
        for (var i = 0; i < parameters.Length; i += 8)
        {
            var slope = Vector256.Load(g + i);
            var mean = Vector256.Load(m + i);
            var variance = Vector256.Load(v + i);
            mean = Vector256.MultiplyAddEstimate(slope - mean, keepMean, mean);
            mean = Vector256.AndNot(mean, Vector256.LessThan(Vector256.Abs(mean), negligible));
            variance = Vector256.MultiplyAddEstimate(slope * slope - variance, keepVariance, variance);
            variance = Vector256.AndNot(variance, Vector256.LessThan(variance, negligible));
            mean.Store(m + i);
            variance.Store(v + i);
            (Vector256.Load(p + i) - rate * mean / (Vector256.Sqrt(variance) + epsilon)).Store(p + i);
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
    }
}
