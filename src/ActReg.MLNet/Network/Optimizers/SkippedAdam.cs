using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Steps of <see cref="AdamOptimizer"/> without a gradient.</summary>
/// <remarks>
/// After <c>j</c> of them <c>m</c> is <c>β₁ʲ m</c> and <c>√v</c> is <c>(1 - dⱼ) √v</c>, with <c>dⱼ = 1 - √β₂ʲ</c>, so that a weight moves by
/// <c>Σ rⱼ β₁ʲ m / ((1 - dⱼ) √v + ε)</c>, with <c>rⱼ</c> the step's rate. By the geometric series that is
/// <c>m / (√v + ε) Σₙ xⁿ Σ rⱼ β₁ʲ dⱼⁿ</c>, with <c>x = √v / (√v + ε)</c>: the inner sums are the same for all weights, and while <c>β₁ʲ</c> counts
/// for anything, <c>dⱼ</c> is small, so that few of them are as good as all.
/// </remarks>
internal sealed unsafe class SkippedAdam : SkippedSteps
{
    private const int MostTerms = 12;
    private const double Negligible = 1e-8;
    private const double LeastMean = 1e-16;

    private readonly float _epsilon;
    private readonly Func<double, int, float> _correctedRate;
    private readonly int _terms;
    private readonly int _reach;
    private readonly double[] _meanPowers;
    private readonly double[] _variancePowers;
    private readonly double[] _perStep;
    private readonly double[] _sums;
    private readonly double[] _kept = new double[Most + 1];

    private SkippedAdam(double[] meanPowers, double[] variancePowers, float epsilon, Func<double, int, float> correctedRate, int terms)
    {
        _epsilon = epsilon;
        _correctedRate = correctedRate;
        _terms = terms;
        _meanPowers = meanPowers;
        _variancePowers = variancePowers;
        _reach = _meanPowers.TakeWhile(power => power > LeastMean).Count() - 1;
        _perStep = new double[(_reach + 1) * terms];
        for (var j = 1; j <= _reach; j++)
        {
            for (var n = 0; n < terms; n++)
                _perStep[j * terms + n] = _meanPowers[j] * Math.Pow(1 - Math.Sqrt(_variancePowers[j]), n);
        }

        _sums = new double[(Most + 1) * terms];
    }

    /// <summary><see langword="null"/> where β₂ is so small beside β₁ that the series takes too many terms.</summary>
    /// <param name="beta1">β₁, as a mean shrinks by it.</param>
    /// <param name="beta2">β₂, as a mean square does.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="correctedRate">A step's rate with both bias corrections in it, of its learning rate and its number.</param>
    public static SkippedAdam? Of(double beta1, double beta2, float epsilon, Func<double, int, float> correctedRate)
    {
        double[] means = Powers(beta1), variances = Powers(beta2);
        for (var terms = 1; terms <= MostTerms; terms++)
        {
            if (means.Zip(variances, (mean, variance) => mean * Math.Pow(1 - Math.Sqrt(variance), terms)).Sum() <= Negligible * means.Sum())
                return new SkippedAdam(means, variances, epsilon, correctedRate, terms);
        }

        return null;
    }

    protected override void Note(int step, double learningRate, float kept)
    {
        double rate = _correctedRate(learningRate, step);
        Array.Clear(_sums, Count * _terms, _terms);
        _kept[Count] = 1;
        _kept[Count - 1] = 1;
        if (Count == 1)
            Array.Clear(_sums, 0, _terms);
        // Of steps longer ago, the means have nothing left to add.
        for (var since = kept == 1 ? Math.Max(0, Count - _reach) : 0; since < Count; since++)
        {
            _kept[since] *= kept;
            var j = Count - since;
            for (var n = 0; n < _terms; n++)
                _sums[since * _terms + n] = kept * _sums[since * _terms + n] + (j <= _reach ? rate * _perStep[j * _terms + n] : 0);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    [SkipLocalsInit]
    public override void CatchUp(int since, AlignedBuffer parameters, IReadOnlyList<AlignedBuffer> slots, int start, int length)
    {
        var terms = stackalloc float[MostTerms];
        for (var n = 0; n < _terms; n++)
            terms[n] = (float)_sums[since * _terms + n];
        var kept = Vector256.Create((float)_kept[since]);
        var meanLeft = Vector256.Create((float)_meanPowers[Count - since]);
        var varianceLeft = Vector256.Create((float)_variancePowers[Count - since]);
        var epsilon = Vector256.Create(_epsilon);
        float* p = parameters.Pointer + start, m = slots[0].Pointer + start, v = slots[1].Pointer + start;
        for (var i = 0; i < length; i += 8)
        {
            Vector256<float> mean = Vector256.Load(m + i), variance = Vector256.Load(v + i);
            var root = Vector256.Sqrt(variance);
            var inverse = Vector256<float>.One / (root + epsilon);
            var x = root * inverse;
            var sum = Vector256.Create(terms[_terms - 1]);
            for (var n = _terms - 2; n >= 0; n--)
                sum = Vector256.MultiplyAddEstimate(sum, x, Vector256.Create(terms[n]));
            (kept * Vector256.Load(p + i) - mean * inverse * sum).Store(p + i);
            Moments.DropNegligible(meanLeft * mean).Store(m + i);
            Moments.DropNegligible(varianceLeft * variance).Store(v + i);
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(slots);
    }
}
