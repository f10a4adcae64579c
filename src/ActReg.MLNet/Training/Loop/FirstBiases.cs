namespace ActReg.MLNet;

/// <summary>The biases that begin by the rows to train on, of layers whose <see cref="BiasInitializer"/> asks for it.</summary>
internal static class FirstBiases
{
    private const int MostRows = 1000;
    private const int FewestRows = 100;
    private const int MostValues = 1 << 24;

    /// <summary>The weights with those biases, layer by layer, each by what the layers before it, with theirs, make of the rows.</summary>
    /// <param name="request">The training.</param>
    /// <param name="weights">All of the network's; those that were given stay.</param>
    /// <param name="rows">The rows to train on, which are read once where they are streamed; of very many a sample.</param>
    public static IReadOnlyList<WeightTensor> Of(TrainingRequest request, IReadOnlyList<WeightTensor> weights, ITrainingRows rows)
    {
        var plan = request.Plan;
        var given = request.InitialWeights?.Count ?? 0;
        Step[] steps = [.. plan.Steps.Where(step => step.RowBiases is { } biases && plan.IndexOf(biases.Bias) >= given)];
        if (steps.Length == 0)
            return weights;
        var widest = Math.Max(plan.InputSize, steps.Max(step => step.Size));
        var sample = RowSample.Of(rows, Math.Clamp(MostValues / widest, FewestRows, MostRows), request.Control.CheckAlive);
        double sum = 0;
        double[] sums = [.. Enumerable.Range(0, sample.RowCount).Select(row => sum += sample.Weight(row))];
        var random = RandomStreams.Create(request.Settings.Seed, RandomStreams.Biases);
        WeightTensor[] all = [.. weights];
        foreach (var step in steps)
        {
            request.Control.CheckAlive();
            var (biases, values) = (step.RowBiases!, new float[step.Size]);
            biases.Initializer.Fill(Outputs(plan.Input, [.. plan.Layers.Take(step.LayerIndex), plan.Layers[step.LayerIndex].WithoutFunction], all, sample), sums, values, random);
            all[plan.IndexOf(biases.Bias)] = all[plan.IndexOf(biases.Bias)] with { Values = values };
        }

        return all;
    }

    /// <summary>What some layers put out for rows, of shape [rows, units].</summary>
    /// <param name="input">The features of a row.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="weights">Theirs, and others behind them.</param>
    /// <param name="sample">The rows.</param>
    private static float[] Outputs(LayerShape input, IReadOnlyList<Layer> layers, IReadOnlyList<WeightTensor> weights, TrainingSet sample)
    {
        var plan = NetworkPlanner.Plan(input, layers);
        var parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, [.. weights.Take(plan.Weights.Count)], parameters.Span);
        var outputs = new StepOutputs(plan, capacity: 1);
        var values = new float[checked(sample.RowCount * plan.OutputSize)];
        for (var row = 0; row < sample.RowCount; row++)
        {
            sample.Row(row).CopyTo(outputs.Input.Span);
            ForwardPass.Run(plan, parameters, Batch.ToScore(1), outputs);
            outputs.CopyResultTo(values.AsSpan(row * plan.OutputSize, plan.OutputSize));
        }

        return values;
    }
}
