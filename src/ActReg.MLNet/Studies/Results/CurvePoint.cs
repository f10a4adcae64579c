namespace ActReg.MLNet;

/// <summary>A point of a candidate's mean learning curve; the figures are those of <see cref="TrialEpoch"/>, over trials.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="DataLoss">Of the rows that are trained on.</param>
/// <param name="Accuracy">Of them.</param>
/// <param name="ValidationDataLoss">Of the rows to judge by; of a candidate that sets rows aside, such as early stopping, of those.</param>
/// <param name="ValidationAccuracy">Of the same rows.</param>
public sealed record CurvePoint(int Epoch, MeanInterval DataLoss, MeanInterval Accuracy, MeanInterval ValidationDataLoss, MeanInterval ValidationAccuracy)
{
    /// <summary>Of the epochs that all curves have.</summary>
    internal static IReadOnlyList<CurvePoint> Of(IReadOnlyList<IReadOnlyList<TrialEpoch>> curves, double overlap)
    {
        return [.. curves.SelectMany(curve => curve).GroupBy(point => point.Epoch).Where(points => points.Count() == curves.Count).OrderBy(points => points.Key)
            .Select(points => new CurvePoint(
                points.Key, Mean(points, point => point.DataLoss), Mean(points, point => point.Accuracy), Mean(points, point => point.ValidationDataLoss),
                Mean(points, point => point.ValidationAccuracy)))];

        MeanInterval Mean(IEnumerable<TrialEpoch> points, Func<TrialEpoch, double> figure) => MeanInterval.Of(points.Select(figure), overlap);
    }
}
