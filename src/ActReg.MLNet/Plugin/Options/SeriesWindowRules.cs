namespace ActReg.MLNet;

/// <summary>What a <see cref="SeriesWindow"/> asks of the other options, and of the features.</summary>
internal static class SeriesWindowRules
{
    private const string Name = "seriesWindow";

    /// <summary>The rules, as far as they can be known before any data.</summary>
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options, NetworkTask task)
    {
        if (options.PretrainedLayers is { } pretrained && Differs(pretrained.Window, options.SeriesWindow, "the training of pretrainedLayers") is { } difference)
            yield return difference;
        if (options.SeriesWindow is not { } window)
            yield break;
        if (!task.IsRegression)
            yield return Rule.Broken(Name, "must be left out in classification", window);
        else if (options.RegressionLoss is { TakesStandardizedLabels: false } loss)
            yield return Rule.Broken(Name, $"must be left out beside {loss}, whose labels must not be below 0", window);
        foreach (var (i, layer) in (options.Layers ?? []).Index())
        {
            if (layer?.ReadsAllExactly == true)
                yield return Rule.Broken($"{LayerRanks.Name(layer, i)}", "must be left out beside seriesWindow, which changes the values that it reads", layer.Kind);
        }

        yield return OfShape(window, options.FeatureShape);
    }

    /// <summary>What speaks against the features; <see langword="null"/> where nothing does.</summary>
    /// <param name="window">The window, if there is one.</param>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="marks">What their column says of itself.</param>
    /// <param name="categories">The blocks of categories among them.</param>
    /// <param name="column">What it is called in the message.</param>
    public static string? Of(SeriesWindow? window, int featureCount, FeatureMarks marks, IReadOnlyList<CategoryBlock> categories, string column)
    {
        if (window == null)
            return null;
        if (marks.IsNormalized)
            return Rule.Broken(column, "must not be normalized beside seriesWindow, whose values must be in the label's units", "one that is") + " Normalize other features before they are put together with it.";
        foreach (var category in categories)
        {
            if (Enumerable.Range(category.First, category.Count).Any(slot => window.Has(slot, featureCount)))
                return Rule.Broken(Name, $"must have no slot of categories, as slots {category.First} to {category.First + category.Count - 1} of {column} are", window);
        }

        return window.Problem(featureCount, column);
    }

    /// <summary>That a network was trained with another window, which its weights belong to; <see langword="null"/> where it was not.</summary>
    /// <param name="trained">Its own.</param>
    /// <param name="window">That of the options.</param>
    /// <param name="what">Whose that is, in the message.</param>
    public static string? Differs(SeriesWindow? trained, SeriesWindow? window, string what) =>
        trained == window ? null : Rule.Broken(Name, $"must be {trained?.ToString() ?? "left out"}, as in {what}", window?.ToString() ?? "none");

    private static string? OfShape(SeriesWindow window, IReadOnlyList<int>? shape) => shape?.Count switch
    {
        3 => Rule.Broken(Name, $"must be left out beside the inputShape {LayerShape.Text(shape)} of images", window),
        2 when shape[1] > 1 && window.Step != shape[1] =>
            Rule.Broken(Name, $"must be one of the features of the inputShape {LayerShape.Text(shape)}, whose timesteps are {shape[1]} slots apart: with step: {shape[1]}", window),
        _ => null,
    };
}
