using ActReg.MLNet.Cli.Terminal;
using ActReg.MLNet.Plotting;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The study's five pictures, and the files they go to.</summary>
internal static class CaseStudyPictures
{
    public const string Data = "data.png";
    public const string DecisionSurfaces = "decision-surfaces.png";

    public static string LearningCurve(StudiedModel model) => $"learning-curve-{model.Name}.png";

    public static IReadOnlyList<string> Files { get; } = [Data, .. StudiedModel.All.Select(LearningCurve), DecisionSurfaces];

    /// <summary>Draws the picture that needs no training.</summary>
    public static void SaveData(CaseStudySettings settings, OutputPath folder)
    {
        var rows = CircleRows.Load(new MLContext(settings.Seed), settings);
        var title =
            $"Two noisy circles (seed {settings.DataSeed}): {settings.TrainRows} rows to train, {settings.TestRows} to test";
        Figures.Points(rows.Train, rows.Test, title: title).Save(folder.File(Data));
    }

    /// <summary>Draws those of the first initialization's networks.</summary>
    public static void SaveResults(
        CaseStudyResult result, CaseStudySettings settings, OutputPath folder, CancellationToken cancellation)
    {
        foreach (var model in result.Models)
        {
            cancellation.ThrowIfCancellationRequested();
            SaveLearningCurve(model, settings, folder);
        }

        cancellation.ThrowIfCancellationRequested();
        SaveDecisionSurfaces(result, settings, folder);
    }

    private static void SaveLearningCurve(ModelResult model, CaseStudySettings settings, OutputPath folder) =>
        Figures.LearningCurve(model.First.History, $"{model.Model.Title}: accuracy in each epoch (seed {settings.Seed})", "Test")
            .Save(folder.File(LearningCurve(model.Model)));

    private static void SaveDecisionSurfaces(CaseStudyResult result, CaseStudySettings settings, OutputPath folder)
    {
        var rows = CircleRows.Load(new MLContext(settings.Seed), settings);
        var surfaces = result.Models.Select(model => Figures.DecisionSurface(
            model.First.Fitted, rows.Train, rows.Test,
            title: $"{model.Model.Title}\ntest accuracy {Format.Accuracy(model.Test.Values[0])}"));
        Figure.SideBySide($"What each network learned in {Quantity.Of(settings.Epochs, "epoch")} (seed {settings.Seed})", [.. surfaces])
            .Save(folder.File(DecisionSurfaces));
    }
}
