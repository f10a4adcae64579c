using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The study's data: one draw of noisy circles, cut in two.</summary>
internal sealed record CircleRows(IDataView Train, IDataView Test)
{
    /// <summary>Equal settings give equal rows, in whatever context.</summary>
    public static CircleRows Load(MLContext mlContext, CaseStudySettings settings)
    {
        var circles = mlContext.Data.LoadCircles(settings.SampleCount, settings.Noise, settings.DataSeed);
        return new(
            mlContext.Data.TakeRows(circles, settings.TrainRows),
            mlContext.Data.SkipRows(circles, settings.TrainRows));
    }
}
