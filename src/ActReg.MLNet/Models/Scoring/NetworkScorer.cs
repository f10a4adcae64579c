namespace ActReg.MLNet;

/// <summary>Computes a trained network's outputs, in managed code on plain arrays.</summary>
internal sealed class NetworkScorer
{
    private const int MostRows = 256;

    /// <summary>The most values that a network's steps may put out for rows at a time, so that they stay in the processor's cache.</summary>
    private const int MostValues = 1 << 18;

    private readonly AlignedBuffer _parameters;
    private readonly LabelScales? _labelScales;
    private readonly Loss? _objective;

    public NetworkScorer(TrainedNetwork network)
    {
        Plan = network.Plan;
        _parameters = new AlignedBuffer(Plan.ParameterLength);
        _labelScales = network.LabelScales;
        Window = network.Window;
        _objective = network.Settings.RegressionObjective(Plan.OutputSize);
        Weights.Pack(Plan, network.Weights, _parameters.Span);
    }

    public NetworkPlan Plan { get; }

    /// <summary>The features that each row is scaled by; <see langword="null"/> where rows stay as they are.</summary>
    public SeriesWindow? Window { get; }

    /// <summary>The rows that are best scored together.</summary>
    public int RowsAtATime => (int)Math.Clamp(MostValues / (Plan.InputSize + Plan.Steps.Sum(step => (long)step.Stride)), 1, MostRows);

    /// <summary>Buffers for one thread to score with, of this many rows at a time.</summary>
    public StepOutputs CreateBuffers(int capacity) => new(Plan, capacity);

    /// <summary>Computes every step's output for the rows whose features stand in the buffers, where they are scaled first.</summary>
    public void Run(int rows, StepOutputs buffers)
    {
        for (var row = 0; row < rows && Window != null; row++)
            Window.Apply(buffers.Input.Span.Slice(row * buffers.InputStride, Plan.InputSize));
        ForwardPass.Run(Plan, _parameters, Batch.ToScore(rows), buffers);
    }

    /// <summary>What scores one row after the other; for one thread.</summary>
    public RowPass CreateRowPass() => CreateRowPassOfSteps(Plan.Steps.Count);

    /// <summary>What computes a layer's output for one row after the other; for one thread.</summary>
    /// <param name="layer">Its index.</param>
    public RowPass CreateRowPass(int layer) => CreateRowPassOfSteps(Plan.Steps.Count(step => step.LayerIndex <= layer));

    /// <summary>What computes the output of the first so many steps for one row after the other; for one thread.</summary>
    public RowPass CreateRowPassOfSteps(int stepCount) => new(Plan, _parameters, stepCount, Window);

    /// <summary>Writes all of the network's outputs for each row, in the labels' own units.</summary>
    public unsafe void WriteVectors(int rows, ReadOnlySpan<float> features, Matrix outputs, Span<float> scores)
    {
        var (inputs, count) = (Plan.InputSize, Plan.OutputSize);
        for (var row = 0; row < rows; row++)
        {
            var vector = scores.Slice(row * count, count);
            new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, count).CopyTo(vector);
            ToScores(vector, Window?.ScaleOf(features.Slice(row * inputs, inputs)));
        }
    }

    /// <summary>Writes the softmax of the network's outputs for each row.</summary>
    public unsafe void WriteProbabilities(int rows, Matrix outputs, Span<float> scores)
    {
        var classes = Plan.OutputSize;
        for (var row = 0; row < rows; row++)
        {
            var logits = new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, classes);
            SoftmaxCrossEntropy.Softmax(logits, scores.Slice(row * classes, classes));
        }
    }

    /// <summary>What scores rows as they come; for one thread.</summary>
    public RowScorer CreateRowScorer() => new(this);

    /// <summary>Makes of a row's outputs what the model scores, in the same place: of regression, predictions in the labels' own units.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="window">What the row was scaled by.</param>
    public void ToScores(Span<float> outputs, WindowScale? window)
    {
        _objective?.ToScores(outputs);
        _labelScales?.Undo(outputs);
        window?.Undo(outputs);
        _labelScales?.Bound(outputs);
    }
}
