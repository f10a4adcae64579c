using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>A network's weights, updated by an engine's optimizer and clipping with gradients that a test gives.</summary>
internal abstract class UpdatedWeights : IDisposable
{
    /// <summary>
    /// Kernels and biases in turn, of 8, 1, 3, 3, 3, 1, 1 and 1 values: arrays of 8, 3 and 1 with and without decay are among
    /// them.
    /// </summary>
    public static readonly NetworkPlan Plan =
        NetworkPlanner.Plan(8, [Layer.Dense(1), Layer.Dense(3), Layer.Dense(1), Layer.Dense(1)]);

    private int _step;

    public static UpdatedWeights Start(
        TrainingEngine engine, Optimizer optimizer, GradientClipping? clipping = null,
        IReadOnlyList<WeightTensor>? weights = null)
    {
        weights ??= Weights.Zeros(Plan);
        return engine == TrainingEngine.Torch
            ? new ByTorch(optimizer, clipping, weights)
            : new Fused(optimizer, clipping, weights);
    }

    /// <summary>Random values in the arrays of the plan.</summary>
    public static IReadOnlyList<WeightTensor> Draw(Random random, float scale = 1) =>
        [.. Weights.Zeros(Plan).Select(array => array with { Values = Numbers.Array(random, array.Values.Length, scale) })];

    public void Step(double learningRate, IReadOnlyList<WeightTensor> gradient) => Update(++_step, learningRate, gradient);

    public abstract IReadOnlyList<WeightTensor> Current { get; }

    public float[] Flat() => [.. Current.SelectMany(array => array.Values)];

    public abstract void Dispose();

    protected abstract void Update(int step, double learningRate, IReadOnlyList<WeightTensor> gradient);

    private sealed class Fused : UpdatedWeights
    {
        private readonly Optimizer _optimizer;
        private readonly GradientClipping? _clipping;
        private readonly AlignedBuffer _parameters = new(Plan.ParameterLength);
        private readonly AlignedBuffer _gradient = new(Plan.ParameterLength);
        private readonly AlignedBuffer[] _slots;

        public Fused(Optimizer optimizer, GradientClipping? clipping, IReadOnlyList<WeightTensor> weights)
        {
            _optimizer = optimizer;
            _clipping = clipping;
            _slots = [.. Enumerable.Range(0, optimizer.SlotCount).Select(_ => new AlignedBuffer(Plan.ParameterLength))];
            Weights.Pack(Plan, weights, _parameters.Span);
        }

        public override IReadOnlyList<WeightTensor> Current => Weights.Unpack(Plan, _parameters.Span);

        public override void Dispose()
        {
        }

        protected override void Update(int step, double learningRate, IReadOnlyList<WeightTensor> gradient)
        {
            Weights.Pack(Plan, gradient, _gradient.Span);
            _clipping?.Apply(_gradient, Range.All, Plan.WeightRanges);
            WeightDecay.Apply(Plan, _parameters, learningRate * _optimizer.KernelDecay);
            _optimizer.Update(step, learningRate, _parameters, _gradient, _slots, WeightParts.All(Range.All, _parameters.Length));
        }
    }

    private sealed class ByTorch : UpdatedWeights
    {
        private readonly Optimizer _optimizer;
        private readonly GradientClipping? _clipping;
        private readonly TorchParameters _parameters;

        public ByTorch(Optimizer optimizer, GradientClipping? clipping, IReadOnlyList<WeightTensor> weights)
        {
            TorchRuntime.EnsureLoaded();
            _optimizer = optimizer;
            _clipping = clipping;
            _parameters = new TorchParameters(Plan, weights, optimizer.SlotCount, TorchSharp.torch.CPU);
        }

        public override IReadOnlyList<WeightTensor> Current => _parameters.ToWeights();

        public override void Dispose() => _parameters.Dispose();

        protected override void Update(int step, double learningRate, IReadOnlyList<WeightTensor> gradient)
        {
            using var scope = NewDisposeScope();
            // The gradient of the sum of products with constants is those constants.
            var products = Plan.Weights.Zip(gradient, (place, array) => _parameters[place].flatten().mul(tensor(array.Values)));
            cat([.. products]).sum().backward();
            using var noGradients = no_grad();
            if (_clipping != null)
                _parameters.Clip(_clipping);
            _parameters.Update(_optimizer, step, learningRate);
        }
    }
}
