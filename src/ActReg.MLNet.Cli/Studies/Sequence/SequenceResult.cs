using MathNet.Numerics.Statistics;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>What was measured.</summary>
/// <param name="Methods">In the order of <see cref="SequenceMethod.All"/>.</param>
/// <param name="Network">The first repeat's recurrent network, as a pipeline.</param>
/// <param name="Schema">The schema of the rows it was fitted to.</param>
internal sealed record SequenceResult(IReadOnlyList<MethodResult> Methods, ITransformer Network, DataViewSchema Schema);

/// <summary>What a method's repeats gave.</summary>
/// <param name="Method">Which method.</param>
/// <param name="Outcomes">One for each repeat, in their seeds' order.</param>
internal sealed record MethodResult(SequenceMethod Method, IReadOnlyList<MethodOutcome> Outcomes)
{
    /// <summary>Each repeat has rows of its own, so that they share none.</summary>
    public MeanInterval Accuracy { get; } = MeanInterval.Of(Outcomes.Select(outcome => outcome.TestAccuracy), overlap: 0);

    public double MeanAuc => Outcomes.Average(outcome => outcome.TestAuc);

    public double WorstAccuracy => Outcomes.Min(outcome => outcome.TestAccuracy);

    public double MedianSeconds => Outcomes.Select(outcome => outcome.Seconds).Median();
}

/// <summary>What a method gave in one repeat.</summary>
/// <param name="Setting">The one that the validation rows chose.</param>
/// <param name="TestAccuracy">0 to 1.</param>
/// <param name="TestAuc">The area under the ROC curve, 0 to 1.</param>
/// <param name="Seconds">That the chosen one's <c>Fit</c> took.</param>
internal sealed record MethodOutcome(string Setting, double TestAccuracy, double TestAuc, double Seconds);
