using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Trains by TorchSharp's automatic differentiation: the reference that hand-derived gradients are held against.</summary>
/// <remarks>All parameters are views of one flat tensor, so that an update is a few calls however many layers there are.</remarks>
internal sealed class TorchEngine : ITrainingEngine
{
    private readonly TrainingProblem _problem;
    private readonly IReadOnlyList<(string Name, int[] Shape)> _shapes;
    private readonly Tensor _parameters;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly TorchSet _train;
    private TorchSet? _evaluated;
    private int _step;

    public TorchEngine(TrainingProblem problem)
    {
        TorchRuntime.EnsureLoaded();
        _problem = problem;
        _shapes = Weights.Shapes(problem.Plan);
        float[] parameters = [.. problem.InitialWeights.SelectMany(weight => weight.Values)];
        _parameters = tensor(parameters, requires_grad: true).DetachFromDisposeScope();
        _mean = zeros(parameters.Length, dtype: ScalarType.Float32).DetachFromDisposeScope();
        _variance = zeros(parameters.Length, dtype: ScalarType.Float32).DetachFromDisposeScope();
        _train = new TorchSet(problem.Data);
    }

    public BatchSums Step(ReadOnlySpan<int> rows)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var (loss, sums) = Forward(_train, rows);
        if (sums.Weight == 0)
            return sums;
        loss.backward();
        Update();
        return sums;
    }

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows)
    {
        if (_evaluated?.Set != set)
        {
            _evaluated?.Dispose();
            _evaluated = new TorchSet(set);
        }

        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return Forward(_evaluated, rows).Sums;
    }

    public IReadOnlyList<WeightTensor> GetWeights()
    {
        var values = _parameters.data<float>().ToArray();
        var weights = Weights.Zeros(_problem.Plan);
        var offset = 0;
        foreach (var weight in weights)
        {
            values.AsSpan(offset, weight.Values.Length).CopyTo(weight.Values);
            offset += weight.Values.Length;
        }

        return weights;
    }

    public void Dispose()
    {
        _parameters.grad?.Dispose();
        _parameters.Dispose();
        _mean.Dispose();
        _variance.Dispose();
        _train.Dispose();
        _evaluated?.Dispose();
    }

    private (Tensor Loss, BatchSums Sums) Forward(TorchSet set, ReadOnlySpan<int> rows)
    {
        var (features, labels, weights) = set.Rows(rows);
        var weight = weights.sum();
        var rowCount = weight.item<float>();
        if (rowCount == 0)
            return (weight, default);
        var penalty = zeros(1, dtype: ScalarType.Float32);
        var x = features;
        var views = ParameterViews();
        var next = 0;
        foreach (var step in _problem.Plan.Steps)
        {
            x = step is ActivationStep activation ? activation.Activation.Apply(x) : x.matmul(views[next]).Plus(views[next + 1]);
            next += step is DenseStep ? 2 : 0;
            if (step.Penalty != null)
                penalty = penalty.Plus((step.Penalty.RowPenalties(x) * weights).sum().Times(step.Penalty.Scale(rowCount, step.Size)));
        }

        var (losses, correct) = _problem.Loss.Evaluate(x, labels);
        var dataLoss = (losses * weights).sum();
        var sums = new BatchSums(
            rowCount, dataLoss.item<float>(), penalty.item<float>() * rowCount, (correct * weights).sum().item<float>());
        return ((dataLoss / weight).Plus(penalty), sums);
    }

    private Tensor[] ParameterViews()
    {
        var views = new Tensor[_shapes.Count];
        long offset = 0;
        for (var i = 0; i < views.Length; i++)
        {
            long[] shape = [.. _shapes[i].Shape];
            var length = shape.Aggregate((a, b) => a * b);
            views[i] = _parameters.narrow(0, offset, length).view(shape);
            offset += length;
        }

        return views;
    }

    /// <summary>The same formula as <see cref="Adam"/>.</summary>
    private void Update()
    {
        using var noGradients = no_grad();
        using var gradient = _parameters.grad!;
        using Scalar epsilon = Adam.Epsilon;
        using Scalar rate = -Adam.CorrectedRate(_problem.LearningRate, ++_step);
        _mean.lerp_(gradient, tensor((float)(1 - Adam.Beta1)));
        _variance.lerp_(gradient * gradient, tensor((float)(1 - Adam.Beta2)));
        _parameters.addcdiv_(_mean, _variance.sqrt().add_(epsilon, TorchArithmetic.One), rate);
        _parameters.grad = null;
    }
}
