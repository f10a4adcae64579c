using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Fills in missing features, and puts out behind them which were missing.</summary>
internal sealed unsafe class ImputationStep : FusedStep
{
    private readonly int _features;
    private readonly int[] _indicators;

    /// <param name="plan">What it follows: the features.</param>
    /// <param name="indicators">Those that have an indicator.</param>
    public ImputationStep(PlanBuilder plan, IReadOnlyList<int> indicators)
        : base(plan.LayerIndex, LayerShape.Flat(checked(plan.Size + indicators.Count)), penalty: null)
    {
        _features = plan.Size;
        _indicators = [.. indicators];
        Median = plan.PlaceFound($"{plan.NameLayer("imputation")}/median", WeightRole.Center, WeightLayout.Rows(plan.Size));
        Weights = [Median];
    }

    public WeightPlace Median { get; }

    public IReadOnlyList<int> Indicators => _indicators;

    public override IReadOnlyList<int> FilledFeatures => [.. Enumerable.Range(0, _features), .. _indicators];

    public override FeatureDomain Inputs => new(MayBeMissing: true);

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override float[] CentersIn(ReadOnlySpan<float> parameters) => parameters.Slice(Median.Offset, _features).ToArray();

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var medians = run.Parameters + Median.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* input = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            // Rows and medians are as long as whole vectors; what is behind the features is written below.
            for (var i = 0; i < _features; i += Vector256<float>.Count)
            {
                var values = Vector256.Load(input + i);
                Vector256.ConditionalSelect(Vector256.Equals(values, values), values, Vector256.Load(medians + i)).Store(output + i);
            }

            for (var i = 0; i < _indicators.Length; i++)
                output[_features + i] = float.IsNaN(input[_indicators[i]]) ? 1 : 0;
            new Span<float>(output + Size, Width - Size).Clear();
        }
    }

    /// <summary>Nothing before it is trained, and explanations begin behind it: what is missing has no slope.</summary>
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient) => throw new NotSupportedException();
}
