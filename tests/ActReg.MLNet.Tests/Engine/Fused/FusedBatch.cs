namespace ActReg.MLNet.Tests;

/// <summary>Loss and gradient of one batch by the kernels.</summary>
internal sealed unsafe class FusedBatch
{
    /// <summary>The noise of every batch.</summary>
    public const ulong Noise = 7;

    private readonly Loss _loss;
    private readonly NetworkPlan _plan;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly StepOutputs _outputs;
    private readonly StepScratch _scratch;
    private readonly ActivityPenalties _penalties;
    private readonly double[] _strengths;
    private readonly BackwardPass _backward;

    /// <param name="layers">All layers, the output layer included.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="features">The features per row, or their shape.</param>
    /// <param name="capacity">The most rows at a time.</param>
    /// <param name="loss">What the outputs are judged by; binary cross-entropy by default.</param>
    /// <param name="strength">What every activity penalty is multiplied by.</param>
    public FusedBatch(
        IReadOnlyList<Layer> layers, IReadOnlyList<WeightTensor> weights, LayerShape features, int capacity, Loss? loss = null,
        double strength = 1)
    {
        _loss = loss ?? new BinaryCrossEntropy();
        _plan = NetworkPlanner.Plan(features, layers);
        _parameters = new AlignedBuffer(_plan.ParameterLength);
        Weights.Pack(_plan, weights, _parameters.Span);
        _gradient = new AlignedBuffer(_plan.ParameterLength);
        _outputs = new StepOutputs(_plan, capacity, isTraining: true);
        _scratch = new StepScratch(_plan, capacity);
        _penalties = new ActivityPenalties(_plan);
        _strengths = [.. _plan.PenalizedSteps.Select(_ => strength)];
        _backward = new BackwardPass(_plan, capacity);
    }

    public double DataLoss { get; private set; }

    public double Penalty { get; private set; }

    public double Accuracy { get; private set; }

    /// <summary>The weights as they are now: computing a batch moves statistics.</summary>
    public IReadOnlyList<WeightTensor> CurrentWeights => Weights.Unpack(_plan, _parameters.Span);

    /// <summary>Computes a batch; the gradient is in public layout.</summary>
    public float[][] Compute(TrainingSet set)
    {
        for (var row = 0; row < set.RowCount; row++)
            set.Row(row).CopyTo(_outputs.Input.Span[(row * _outputs.InputStride)..]);
        var weight = set.WeightOf(set.AllRows());
        var batch = new Batch { Rows = set.RowCount, Weight = weight, RowWeight = weight, FullRows = set.RowCount, Weights = set.Weights?.ToArray(), IsTraining = true, Noise = Noise };
        _penalties.Begin();
        ForwardPass.Run(_plan, _parameters, batch, _outputs, _scratch, _penalties);
        LossSums sums;
        fixed (float* targets = set.Targets.ToArray())
        {
            sums = _loss.Evaluate(
                set.RowCount, _outputs.Result, new Matrix(targets, set.TargetCount), batch.Weights, _backward.OutputGradient,
                (float)(1 / weight));
        }

        DataLoss = sums.Loss / weight;
        Accuracy = sums.Correct / weight;
        Penalty = _penalties.End(batch, _strengths) + KernelPenalties.Sum(_plan, _parameters);
        _gradient.Span.Clear();
        _backward.Run(_parameters, batch, _strengths, _outputs, _scratch, _gradient);
        KernelPenalties.AddGradient(_plan, _parameters, share: 1, _gradient);
        return [.. Weights.Unpack(_plan, _gradient.Span).Select(array => array.Values)];
    }

    /// <summary>The gradient of what pads the parameters.</summary>
    public float[] PaddingGradient()
    {
        var isPadding = new float[_plan.ParameterLength];
        Array.Fill(isPadding, 1);
        Weights.Pack(_plan, Weights.Zeros(_plan), isPadding);
        return [.. _gradient.Span.ToArray().Where((_, i) => isPadding[i] == 1)];
    }
}
