namespace ActReg.MLNet.Interchange;

/// <summary>A model's last layer, which is the trainer's here: <c>Dense</c>, perhaps with its function as a layer behind it.</summary>
/// <param name="Layer">The Dense layer.</param>
/// <param name="Units">Its width.</param>
/// <param name="Activation">What it ends in.</param>
/// <param name="KernelRegularizer">The penalty on its kernel; <see langword="null"/> for none.</param>
internal sealed record KerasOutput(KerasLayer? Layer, int Units, KerasOutputActivation Activation, KernelRegularizer? KernelRegularizer)
{
    private static readonly KerasOutput None = new(null, 1, KerasOutputActivation.Linear, null);

    /// <summary>Takes the output layer from a model's layers.</summary>
    /// <param name="layers">All layers.</param>
    /// <param name="convert">What knows options.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The output, and the layers before it.</returns>
    public static (KerasOutput Output, IReadOnlyList<KerasLayer> Hidden) Split(IReadOnlyList<KerasLayer> layers, KerasLayers convert, KerasProblems problems)
    {
        var (count, function) = (layers.Count, KerasOutputActivation.Linear);
        if (layers is [.., { ClassName: "Dense" }, { ClassName: "Activation" or "Softmax" } last])
        {
            var behind = convert.Begin(last);
            function = Function(behind, KerasActivation.OfLayer(last.ClassName, behind)!);
            Check(behind);
            count--;
        }

        if (count == 0 || layers[count - 1] is not { ClassName: "Dense" } dense)
        {
            problems.Add(layers.Count == 0 ? "The model" : layers[^1].Text, "the last layer must be Dense, or Dense and then Activation or Softmax, because the output layer is the trainer's");
            return (None, layers);
        }

        var options = convert.Begin(dense);
        var (units, kernel) = KerasLayers.Dense(options);
        var own = Function(options, KerasActivation.Of(options));
        if (function == KerasOutputActivation.Linear)
            function = own;
        else if (own != KerasOutputActivation.Linear)
            options.Wrong("activation", "must be linear before another function", options.Find("activation"), 0);
        Check(options);
        return (new(dense, units, function, kernel), [.. layers.Take(count - 1)]);
    }

    private static KerasOutputActivation Function(KerasOptions options, KerasActivation activation) =>
        activation.Function == null ? KerasOutputActivation.Softmax
        : activation.Function == MLNet.Activation.Linear ? KerasOutputActivation.Linear
        : activation.Function == MLNet.Activation.Sigmoid ? KerasOutputActivation.Sigmoid
        : options.Wrong("activation", "of the last layer must be linear, sigmoid or softmax", options.Find("activation"), KerasOutputActivation.Linear);

    private static void Check(KerasOptions options)
    {
        if (options.Find("activity_regularizer") is { } penalty)
            options.Wrong("activity_regularizer", "of the last layer must be none: the output layer is the trainer's", penalty, 0);
        options.Must("trainable", true, true);
        options.Finish();
    }
}
