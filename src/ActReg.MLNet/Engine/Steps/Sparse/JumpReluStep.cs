using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Keeps values above a threshold of each unit's, which is trained: <c>h</c> where <c>h &gt; θ</c>, else 0.</summary>
/// <remarks>
/// A step has no slope by its threshold, so a rectangle of the bandwidth's width around it stands for one (Rajamanoharan et al., "Jumping
/// ahead: improving reconstruction fidelity with JumpReLU sparse autoencoders", 2024).
/// </remarks>
internal sealed unsafe class JumpReluStep : SelectionStep
{
    // Of more, a list costs what it saves.
    private const int ListedShare = 4;

    private readonly TargetL0Penalty _penalty;

    /// <param name="plan">What it follows: units.</param>
    /// <param name="threshold">One per unit.</param>
    /// <param name="bandwidth">How far around its threshold a value matters to it.</param>
    /// <param name="auxiliary">What gives dead units something to learn; or null.</param>
    /// <param name="penalty">The penalty on how many are on.</param>
    public JumpReluStep(PlanBuilder plan, WeightPlace threshold, float bandwidth, AuxiliaryUnits? auxiliary, TargetL0Penalty penalty)
        : base(plan, auxiliary, penalty)
    {
        Threshold = threshold;
        Bandwidth = bandwidth;
        _penalty = penalty;
        Weights = auxiliary == null ? [threshold] : [threshold, auxiliary.RowsSinceActive];
    }

    public WeightPlace Threshold { get; }

    public float Bandwidth { get; }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    /// <summary>The penalty's slope by the number of units that are on, of a row that counts once.</summary>
    public double PenaltySlope(double meanOn) => _penalty.Slope(meanOn);

    protected override int MostListed(int rows) => checked(rows * Math.Max(8, Size / ListedShare));

    [MethodImpl(Compilation.AtOnce)]
    protected override void Select(in StepRun run)
    {
        var thresholds = run.Parameters + Threshold.Offset;
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* values = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Size; i++)
                output[i] = values[i] > thresholds[i] ? values[i] : 0;
        }
    }

    /// <summary>Also of values that are off, but so near that the threshold learns from their gradient.</summary>
    [MethodImpl(Compilation.AtOnce)]
    protected override bool List(in StepRun run, SparseRows active)
    {
        var thresholds = run.Parameters + Threshold.Offset;
        var (count, most, near) = (0, MostListed(run.Batch.Rows), Bandwidth / 2);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            active.Starts[row] = count;
            float* values = run.Input.Start + row * run.Input.Row, output = run.Output.Start + row * run.Output.Row;
            for (var i = 0; i < Size; i++)
            {
                if (output[i] == 0 && !(MathF.Abs(values[i] - thresholds[i]) <= near))
                    continue;
                if (count == most)
                    return false;
                active.Columns[count] = i;
                active.Values[count++] = output[i];
            }
        }

        active.Starts[run.Batch.Rows] = count;
        return true;
    }

    [MethodImpl(Compilation.AtOnce)]
    protected override void Derive(in StepRun run, Matrix slopes, float* gradient)
    {
        float* thresholds = run.Parameters + Threshold.Offset, thresholdGradient = gradient + Threshold.Offset;
        var near = Bandwidth / 2;
        var meanOn = TargetL0Penalty.MeanOn(run.Batch, new ActivationMatrix(run.Output, Size));
        var countSlope = (float)(run.PenaltyStrength * PenaltySlope(meanOn) / run.Batch.Weight);
        for (var row = 0; row < run.Batch.Rows; row++)
        {
            float* values = run.Input.Start + row * run.Input.Row, slope = slopes.Start + row * slopes.Row;
            var rowSlope = countSlope * run.Batch.WeightOf(row);
            for (var i = 0; i < Size; i++)
            {
                if (MathF.Abs(values[i] - thresholds[i]) <= near)
                    thresholdGradient[i] -= (thresholds[i] * slope[i] + rowSlope) / Bandwidth;
                slope[i] = values[i] > thresholds[i] ? slope[i] : 0;
            }
        }
    }
}
