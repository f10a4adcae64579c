namespace ActReg.MLNet;

/// <summary>A point of a candidate's mean learning curve; the figures are those of <see cref="TrialEpoch"/>, over trials.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="DataLoss">Of the rows that are trained on.</param>
/// <param name="Accuracy">Of them.</param>
/// <param name="ValidationDataLoss">Of the rows to judge by.</param>
/// <param name="ValidationAccuracy">Of them.</param>
public sealed record CurvePoint(int Epoch, MeanInterval DataLoss, MeanInterval Accuracy, MeanInterval ValidationDataLoss, MeanInterval ValidationAccuracy)
{
    /// <summary>As far as all of the curves go.</summary>
    internal static IReadOnlyList<CurvePoint> Of(IReadOnlyList<IReadOnlyList<TrialEpoch>> curves, double overlap)
    {
        var length = curves.Count == 0 ? 0 : curves.Min(curve => curve.Count);
        return [.. Enumerable.Range(0, length).Select(i => new CurvePoint(
            curves[0][i].Epoch, Mean(i, epoch => epoch.DataLoss), Mean(i, epoch => epoch.Accuracy), Mean(i, epoch => epoch.ValidationDataLoss),
            Mean(i, epoch => epoch.ValidationAccuracy)))];

        MeanInterval Mean(int i, Func<TrialEpoch, double> figure) => MeanInterval.Of(curves.Select(curve => figure(curve[i])), overlap);
    }
}
