using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>The shape of a row, as Keras has it and as it is here.</summary>
internal static class KerasInput
{
    /// <summary>The features' shape here: [features], [timesteps, features] or [channels, height, width].</summary>
    /// <param name="layers">The model's layers.</param>
    /// <param name="model">The model, which may say it too.</param>
    /// <param name="given">What the caller says, where the model leaves dimensions open; null for nothing.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static int[] ShapeOf(IReadOnlyList<KerasLayer> layers, KerasLayer model, IReadOnlyList<int>? given, KerasProblems problems)
    {
        foreach (var option in new[] { "sparse", "ragged" })
        {
            if (layers.FirstOrDefault(layer => layer.Config.TryGetProperty(option, out var value) && value.ValueKind == JsonValueKind.True && layer.ClassName == "InputLayer") is { } input)
                problems.Add(input.Text, $"must get dense rows of one length; {option} is true");
        }

        var dimensions = Find(layers, model);
        if (dimensions is not { Length: >= 1 and <= 3 })
        {
            if (dimensions == null && given != null)
                return [.. given];
            problems.Add(model.Text, dimensions == null ? "it says no shape of a row: give the inputShape" : $"a row must have 1 to 3 dimensions; it has {dimensions.Length}");
            return [1];
        }

        // Channels come last there, and first here.
        int?[] here = dimensions is [var height, var width, var channels] ? [channels, height, width] : dimensions;
        if (given != null)
        {
            if (given.Count != here.Length || here.Zip(given).Any(pair => pair.First is { } known && known != pair.Second))
                problems.Add(model.Text, $"inputShape must be {Text(here)}; received {LayerShape.Text(given)}");
            return [.. given];
        }

        if (here.Any(dimension => dimension == null))
        {
            problems.Add(model.Text, $"a row's shape is {Text(here)}: give the inputShape");
            return [.. here.Select(dimension => dimension ?? 1)];
        }

        return [.. here.Select(dimension => dimension!.Value)];
    }

    private static string Text(int?[] shape) => $"[{string.Join(", ", shape.Select(dimension => dimension is { } known ? $"{known}" : "?"))}]";

    /// <summary>Of the layer that says it: an InputLayer, in files of Keras 2 the first layer, or the model.</summary>
    private static int?[]? Find(IReadOnlyList<KerasLayer> layers, KerasLayer model)
    {
        if (layers.Count > 0)
        {
            foreach (var name in new[] { "batch_shape", "batch_input_shape" })
            {
                if (layers[0].Config.TryGetProperty(name, out var shape) && Row(shape) is { } row)
                    return row;
            }
        }

        return model.Config.TryGetProperty("build_input_shape", out var built) ? Row(built) : null;
    }

    /// <summary>Without the rows of a batch; <see langword="null"/> where it is no shape.</summary>
    private static int?[]? Row(JsonElement batch)
    {
        if (batch.ValueKind != JsonValueKind.Array || batch.GetArrayLength() < 1
            || !batch.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null || (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var size) && size >= 1)))
            return null;
        return [.. batch.EnumerateArray().Skip(1).Select(item => item.ValueKind == JsonValueKind.Null ? (int?)null : item.GetInt32())];
    }
}
