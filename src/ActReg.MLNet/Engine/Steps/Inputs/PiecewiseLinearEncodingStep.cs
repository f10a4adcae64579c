using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>How much of each bin a feature has passed: <c>(x - lower) factor</c>, from 0 to 1 but for the outer sides of its first and last bin.</summary>
internal sealed unsafe class PiecewiseLinearEncodingStep : FusedStep
{
    private readonly int[] _starts;
    private readonly float[] _least;
    private readonly float[] _most;

    /// <param name="plan">What it follows: features.</param>
    /// <param name="binCounts">The bins of each; before they are found one each.</param>
    public PiecewiseLinearEncodingStep(PlanBuilder plan, IReadOnlyList<int> binCounts)
        : base(plan.LayerIndex, LayerShape.Flat(SizeOf(binCounts)), penalty: null)
    {
        _starts = new int[binCounts.Count + 1];
        // Padding stays 0.
        (_least, _most) = (new float[Width], new float[Width]);
        Array.Fill(_most, 1, 0, Size);
        for (var feature = 0; feature < binCounts.Count; feature++)
        {
            _starts[feature + 1] = _starts[feature] + binCounts[feature];
            _least[_starts[feature]] = float.NegativeInfinity;
            _most[_starts[feature + 1] - 1] = float.PositiveInfinity;
        }

        var name = plan.NameLayer("piecewise_linear_encoding");
        Lower = plan.PlaceFound($"{name}/lower", WeightRole.Center, WeightLayout.Rows(Size));
        Factor = plan.PlaceFound($"{name}/factor", WeightRole.Factor, WeightLayout.Rows(Size));
        Weights = [Lower, Factor];
    }

    /// <summary>Where each feature's units begin, and behind them where they end.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>The least value of each unit.</summary>
    public ReadOnlySpan<float> Least => _least.AsSpan(0, Size);

    /// <summary>The largest value of each unit.</summary>
    public ReadOnlySpan<float> Most => _most.AsSpan(0, Size);

    public WeightPlace Lower { get; }

    public WeightPlace Factor { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var input = run.Input.Start + row * run.Input.Row;
            var output = new Span<float>(run.Output.Start + row * run.Output.Row, Width);
            for (var feature = 0; feature < _starts.Length - 1; feature++)
                output[_starts[feature].._starts[feature + 1]].Fill(input[feature]);
            output[Size..].Clear();
            var start = run.Output.Start + row * run.Output.Row;
            RobustScale.Apply(Width, start, run.Parameters + Lower.Offset, run.Parameters + Factor.Offset, float.PositiveInfinity, start);
            TensorPrimitives.Max(output, _least, output);
            TensorPrimitives.Min(output, _most, output);
        }
    }

    /// <summary>Nothing before it is trained, so nobody asks.</summary>
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) => throw new NotSupportedException();

    private static int SizeOf(IReadOnlyList<int> binCounts)
    {
        var size = 0;
        foreach (var count in binCounts)
            size = checked(size + count);
        return size;
    }
}
