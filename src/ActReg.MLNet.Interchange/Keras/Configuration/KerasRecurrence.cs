using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>Keras's recurrent layers, alone and in both directions.</summary>
internal static class KerasRecurrence
{
    /// <returns><see langword="null"/> of other classes.</returns>
    public static Layer? Make(string className, KerasOptions options, ActivityRegularizer? activity)
    {
        if (className == "Bidirectional")
            return Bidirectional(options, activity);
        return Cell(className) is { } cell ? Make(cell, options, isBidirectional: false, activity) : null;
    }

    private static RecurrentCell? Cell(string className) => className switch
    {
        "SimpleRNN" => RecurrentCell.SimpleRnn,
        "GRU" => RecurrentCell.Gru,
        "LSTM" => RecurrentCell.Lstm,
        _ => null,
    };

    private static RecurrentLayer Make(RecurrentCell cell, KerasOptions options, bool isBidirectional, ActivityRegularizer? activity)
    {
        KerasLayers.UseBias(options);
        options.Must("activation", "tanh", "tanh");
        if (cell != RecurrentCell.SimpleRnn)
            options.Must("recurrent_activation", "sigmoid", "sigmoid");
        if (cell == RecurrentCell.Gru)
            // Before Keras 2.4 there was none by default, and what is not said was not there.
            options.Must("reset_after", true, false);
        options.Ignore("recurrent_initializer", "unit_forget_bias", "implementation", "unroll", "seed", "use_cudnn");
        // Which outputs masked timesteps have matters to nothing that takes them.
        options.Ignore("zero_output_for_mask");
        options.MustBeNone("recurrent_regularizer", "recurrent_constraint");
        foreach (var name in new[] { "return_state", "stateful", "time_major" })
            options.Must(name, false, false);
        options.Must("dropout", 0, 0);
        options.Must("recurrent_dropout", 0, 0);
        if (!isBidirectional)
            options.Must("go_backwards", false, false);
        var (units, returnSequences, kernel) = (options.Count("units"), options.Flag("return_sequences", false), KerasRegularizers.OfKernel(options));
        return cell switch
        {
            RecurrentCell.SimpleRnn => Layer.SimpleRnn(units, returnSequences, isBidirectional, activity, kernel),
            RecurrentCell.Gru => Layer.Gru(units, returnSequences, isBidirectional, activity, kernel),
            _ => Layer.Lstm(units, returnSequences, isBidirectional, activity, kernel),
        };
    }

    /// <summary>keras/src/layers/rnn/bidirectional.py, <c>get_config</c>: both layers, of which Keras 2 says the second only where it was given.</summary>
    private static RecurrentLayer Bidirectional(KerasOptions options, ActivityRegularizer? activity)
    {
        options.Must("merge_mode", "concat", "concat");
        var fallback = Layer.Lstm(1);
        if (options.Find("layer") is not { ValueKind: JsonValueKind.Object } json)
            return options.Wrong("layer", "must be a recurrent layer", options.Find("layer"), fallback);
        var forward = KerasLayer.Read(json);
        if (options.Find("backward_layer") is { } backward && Differences(forward, KerasLayer.Read(backward)) is { Length: > 0 } differences)
            options.Problems.Add(options.Name, $"both directions must have the same options; {string.Join(", ", differences)} {(differences.Length == 1 ? "differs" : "differ")}");
        if (forward.IsForeign || Cell(forward.ClassName) is not { } cell)
            return options.Wrong("layer", "must be a SimpleRNN, GRU or LSTM", json, fallback);
        var inner = new KerasOptions(forward with { Prefix = $"{options.LayerName}." }, options.Problems);
        inner.Must("go_backwards", false, false);
        KerasLayers.CheckType(inner);
        inner.Ignore("trainable");
        if (inner.Find("activity_regularizer") != null)
            inner.Wrong("activity_regularizer", "must be none: give it to the Bidirectional layer", inner.Find("activity_regularizer"), 0);
        var made = Make(cell, inner, isBidirectional: true, activity);
        inner.Finish();
        return made;
    }

    /// <summary>The options in which layers differ, but for names and direction.</summary>
    private static string[] Differences(KerasLayer forward, KerasLayer backward)
    {
        string[] names = [.. forward.Config.EnumerateObject().Concat(backward.Config.EnumerateObject()).Select(option => option.Name).Distinct().Where(name =>
            !(name is "name" or "go_backwards" or "zero_output_for_mask" or "seed") && !name.EndsWith("_initializer", StringComparison.Ordinal))];
        return
        [
            .. forward.ClassName == backward.ClassName ? Array.Empty<string>() : ["class_name"],
            .. names.Where(name => !(forward.Config.TryGetProperty(name, out var one) && backward.Config.TryGetProperty(name, out var other) && JsonElement.DeepEquals(one, other))),
        ];
    }
}
