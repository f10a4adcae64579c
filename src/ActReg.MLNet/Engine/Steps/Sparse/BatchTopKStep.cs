using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>
/// Keeps the largest values of a batch in training, as many on average per row as asked for; else those of a row that are not below what was
/// the smallest of them in training.
/// </summary>
/// <remarks>Negative values are never kept. The backward pass goes by what was put out: of what is 0 nothing is learned.</remarks>
internal sealed unsafe class BatchTopKStep : SelectionStep
{
    /// <summary>The share of the running threshold that a full batch leaves.</summary>
    private const float Momentum = 0.9f;

    /// <param name="plan">What it follows: units.</param>
    /// <param name="k">How many of them are kept, on average.</param>
    /// <param name="threshold">What follows the smallest value that is kept.</param>
    /// <param name="auxiliary">What gives dead units something to learn; or null.</param>
    /// <param name="penalty">The penalty on its output.</param>
    public BatchTopKStep(PlanBuilder plan, int k, WeightPlace threshold, AuxiliaryUnits? auxiliary, ActivityRegularizer? penalty)
        : base(plan, auxiliary, penalty)
    {
        K = k;
        Threshold = threshold;
        Weights = auxiliary == null ? [threshold] : [threshold, auxiliary.RowsSinceActive];
    }

    /// <summary>Places what follows the smallest value that is kept.</summary>
    /// <param name="plan">What the step follows.</param>
    /// <param name="name">The layer's.</param>
    public static WeightPlace PlaceThreshold(PlanBuilder plan, string name) =>
        plan.Place($"{name}/moving_threshold", WeightRole.MovingThreshold, WeightLayout.Rows(1));

    public int K { get; }

    public WeightPlace Threshold { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override int WorkspaceLength(int rows) => AlignedBuffer.Pad(checked(rows * K));

    protected override int MostListed(int rows) => checked(rows * K);

    protected override void Select(in StepRun run)
    {
        var moving = run.Parameters + Threshold.Offset;
        if (!run.Batch.IsTraining || Threshold.IsFrozen)
        {
            Keep(run, *moving, int.MaxValue);
            return;
        }

        var count = run.Batch.Rows * K;
        var threshold = LargestValues.Threshold(run.Input, run.Batch.Rows, Size, count, run.Workspace);
        Keep(run, threshold, count);
        if (SmallestKept(run) is not { } smallest)
            return;
        var left = Left(*moving, run.Batch.Rows, run.Batch.FullRows);
        *moving = left * *moving + (1 - left) * smallest;
    }

    /// <summary>
    /// The share of a running threshold that a batch leaves: nothing of 0, so that it need not rise from there, and of others more, the fewer rows it has. A last one
    /// of few rows tells little.
    /// </summary>
    /// <param name="moving">The threshold.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="fullRows">Those of a full one.</param>
    public static float Left(float moving, int rows, int fullRows) => moving == 0 ? 0 : MathF.Pow(Momentum, (float)rows / fullRows);

    [MethodImpl(Compilation.AtOnce)]
    protected override void Derive(in StepRun run, Matrix slopes, float* gradient)
    {
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* output = run.Output.Start + row * run.Output.Row, slope = slopes.Start + row * slopes.Row;
            for (var i = 0; i < Size; i++)
                slope[i] = output[i] > 0 ? slope[i] : 0;
        }
    }

    /// <summary>Copies positive values that are above a threshold, or equal it, but no more than so many in all.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private void Keep(in StepRun run, float threshold, int most)
    {
        var above = 0;
        for (var row = 0; row < run.Batch.Rows && most < int.MaxValue; row++)
        {
            var values = run.Input.Start + row * run.Input.Row;
            for (var i = 0; i < Size; i++)
                above += values[i] > threshold ? 1 : 0;
        }

        var equals = most - above;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* values = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Size; i++)
                output[i] = values[i] > 0 && (values[i] > threshold || (values[i] == threshold && equals-- > 0)) ? values[i] : 0;
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private float? SmallestKept(in StepRun run)
    {
        var smallest = float.PositiveInfinity;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            var output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Size; i++)
                smallest = output[i] > 0 ? Math.Min(smallest, output[i]) : smallest;
        }

        return float.IsFinite(smallest) ? smallest : null;
    }
}
