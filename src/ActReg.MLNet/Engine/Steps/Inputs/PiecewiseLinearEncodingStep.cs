using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>How much of each bin a feature has passed: from 0 to 1, but for the outer sides of its first and last bin.</summary>
internal sealed unsafe class PiecewiseLinearEncodingStep : FusedStep
{
    /// <param name="plan">What it follows: features.</param>
    /// <param name="bins">Theirs.</param>
    public PiecewiseLinearEncodingStep(PlanBuilder plan, BinPlaces bins)
        : base(plan.LayerIndex, LayerShape.Flat(bins.Count), penalty: null)
    {
        Bins = bins;
        var name = plan.NameLayer("piecewise_linear_encoding");
        Lower = plan.PlaceFound($"{name}/lower", WeightRole.Center, WeightLayout.Rows(Size));
        Factor = plan.PlaceFound($"{name}/factor", WeightRole.Factor, WeightLayout.Rows(Size));
        Weights = [Lower, Factor];
    }

    /// <summary>Where bins stand.</summary>
    public BinPlaces Bins { get; }

    public WeightPlace Lower { get; }

    public WeightPlace Factor { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override bool IsInPlace => false;

    /// <summary>Where the middle one of each feature's bins begins: bins end at quantiles.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override float[] CentersIn(ReadOnlySpan<float> parameters)
    {
        var centers = new float[Bins.Starts.Length - 1];
        for (var feature = 0; feature < centers.Length; feature++)
            centers[feature] = parameters[Lower.Offset + (Bins.Starts[feature] + Bins.Starts[feature + 1]) / 2];
        return centers;
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Forward(in StepRun run)
    {
        var starts = Bins.Starts;
        float* lower = run.Parameters + Lower.Offset, factor = run.Parameters + Factor.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* input = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            for (var feature = 0; feature < starts.Length - 1; feature++)
                new Span<float>(output + starts[feature], starts[feature + 1] - starts[feature]).Fill(input[feature]);
            new Span<float>(output + Size, Width - Size).Clear();
            BinShares.Apply(Width, output, lower, factor);
            for (var feature = 0; feature < starts.Length - 1; feature++)
            {
                var (first, last, x) = (starts[feature], starts[feature + 1] - 1, input[feature]);
                output[first] = BinShares.First(x, lower[first], factor[first], first == last);
                if (first < last)
                    output[last] = BinShares.Last(x, lower[last], factor[last]);
            }
        }
    }

    /// <summary>Nothing before it is trained: only explanations ask for the gradient by its input.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        if (inputGradient.Start == null)
            return;
        var starts = Bins.Starts;
        float* lower = run.Parameters + Lower.Offset, factor = run.Parameters + Factor.Offset;
        Rows.ClearColumns(Tile.All(run.Batch.Rows, AlignedBuffer.Pad(starts.Length - 1)), 0, inputGradient);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* input = run.Input.Start + row * run.Input.Row, slopes = outputGradient.Start + row * outputGradient.Row;
            for (var feature = 0; feature < starts.Length - 1; feature++)
            {
                var (first, last) = (starts[feature], starts[feature + 1] - 1);
                var sum = 0f;
                for (var bin = first; bin <= last; bin++)
                {
                    var share = (input[feature] - lower[bin]) * factor[bin];
                    if ((share > 0 || bin == first) && (share < 1 || bin == last))
                        sum += slopes[bin] * factor[bin];
                }

                inputGradient.Start[row * inputGradient.Row + feature] = sum;
            }
        }
    }
}
