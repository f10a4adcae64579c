using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>Penalties of a user's own, in training.</summary>
[TestClass]
[DoNotParallelize]
public class CustomActivityRegularizerTests
{
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 30, 4, weighted: true);

    public static IEnumerable<object[]> WrongReturns =>
    [
        ["null", (Func<Tensor, Tensor>)(_ => null!)],
        ["shape [8, 6]", (Func<Tensor, Tensor>)(a => a)],
        ["shape [6]", (Func<Tensor, Tensor>)(a => a.sum(0L))],
        ["shape [1]", (Func<Tensor, Tensor>)(a => a.sum().unsqueeze(0))],
        ["a value that is infinite or not a number", (Func<Tensor, Tensor>)(a => a.sum(1).log())],
        ["a value that is infinite or not a number", (Func<Tensor, Tensor>)(a => a.sum().mul(tensor(float.PositiveInfinity)))],
        ["a tensor that was disposed of", (Func<Tensor, Tensor>)Disposed],
    ];

    public static IEnumerable<object[]> FlatPenalties =>
    [
        [(Func<Tensor, Tensor>)(a => a.detach().abs().sum(1))],
        [(Func<Tensor, Tensor>)(a => a.gt(tensor(0f)).to(ScalarType.Float32).sum(1))],
        [(Func<Tensor, Tensor>)(a => a.sign().abs().sum())],
        [(Func<Tensor, Tensor>)(_ => tensor(1f))],
    ];

    [TestMethod]
    [DataRow(ActivityReduction.BatchMean)]
    [DataRow(ActivityReduction.BatchSum)]
    [DataRow(ActivityReduction.ElementMean)]
    public void L1_written_by_a_user_trains_like_the_built_in_one(ActivityReduction reduction) => AssertTheSame(
        ActivityRegularizer.L1(0.1f, reduction),
        ActivityRegularizer.Custom("mine", a => a.abs().sum(1) * tensor(0.1f), reduction),
        Train);

    [TestMethod]
    public void A_single_number_is_the_penalty_whatever_weights_and_reduction_are()
    {
        AssertTheSame(
            ActivityRegularizer.L1(0.1f, ActivityReduction.BatchSum),
            ActivityRegularizer.Custom("mine", a => a.abs().sum() * tensor(0.1f), ActivityReduction.ElementMean),
            Train with { Weights = null });
        AssertTheSame(
            ActivityRegularizer.L1(0, ActivityReduction.BatchSum),
            ActivityRegularizer.Custom("constant", _ => tensor(0f), ActivityReduction.BatchMean),
            Train);
    }

    [TestMethod]
    [DynamicData(nameof(FlatPenalties))]
    public void A_penalty_without_a_gradient_is_refused_by_name(Func<Tensor, Tensor> penalty)
    {
        TorchRuntime.EnsureLoaded();
        Assert.AreEqual(
            "The custom activity regularizer \"mine\" must have a gradient by the activations; the penalty that it returned "
            + "has none, like that of a step function or of detach(), and would change nothing.",
            AssertLeavesNoTensor<InvalidOperationException>(penalty).Message);
    }

    [TestMethod]
    public void Numbers_of_other_types_are_taken() => AssertTheSame(
        ActivityRegularizer.L1(0.1f),
        ActivityRegularizer.Custom("mine", a => a.to(ScalarType.Float64).abs().sum(1) * tensor(0.1)),
        Train);

    [TestMethod]
    [DynamicData(nameof(WrongReturns))]
    public void What_is_no_penalty_is_refused_by_name(string returned, Func<Tensor, Tensor> penalty)
    {
        TorchRuntime.EnsureLoaded();
        var error = AssertLeavesNoTensor<InvalidOperationException>(penalty);
        Assert.AreEqual(
            "The custom activity regularizer \"mine\" must return a finite penalty for each row, of shape [8], "
            + $"or a single one for the batch, of shape []; it returned {returned}.",
            error.Message);
    }

    [TestMethod]
    public void What_the_function_throws_comes_through()
    {
        TorchRuntime.EnsureLoaded();
        var thrown = new NotFiniteNumberException("by the user");
        Assert.AreSame(thrown, AssertLeavesNoTensor<NotFiniteNumberException>(a =>
        {
            a.abs();
            throw thrown;
        }));
    }

    [TestMethod]
    public void Divergence_is_told_as_such()
    {
        var custom = ActivityRegularizer.Custom("mine", a => a.abs().sum(1));
        Layer[] layers = [Layer.Dense(6, activityRegularizer: custom), Layer.Dense(1)];
        var weights = Weights.Zeros(NetworkPlanner.Plan(4, layers));
        Array.Fill(weights[0].Values, float.MaxValue);
        var error = Assert.ThrowsExactly<TrainingDivergedException>(
            () => Trainings.Run(layers, Train, Settings, initialWeights: weights));
        Assert.StartsWith("Training diverged", error.Message);
    }

    [TestMethod]
    public void Name_function_and_reduction_are_checked()
    {
        Assert.ThrowsExactly<ArgumentException>(() => ActivityRegularizer.Custom(" ", a => a));
        Assert.ThrowsExactly<ArgumentNullException>(() => ActivityRegularizer.Custom(null!, a => a));
        Assert.ThrowsExactly<ArgumentNullException>(() => ActivityRegularizer.Custom("mine", null!));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ActivityRegularizer.Custom("mine", a => a, (ActivityReduction)3));
    }

    private static TrainingSettings Settings => Trainings.Settings(epochs: 3, engine: TrainingEngine.Torch);

    private static Layer[] Layers(ActivityRegularizer regularizer) =>
        [Layer.Dense(6, Activation.Tanh, regularizer), Layer.Dense(1)];

    private static void AssertTheSame(ActivityRegularizer expected, ActivityRegularizer actual, TrainingSet train)
    {
        var builtIn = Trainings.Run(Layers(expected), train, Settings, train);
        var custom = Trainings.Run(Layers(actual), train, Settings, train);
        foreach (var (wanted, found) in builtIn.History.Zip(custom.History))
        {
            foreach (var (figure, other) in wanted.Figures().Zip(found.Figures()))
                Assert.AreEqual(figure, other, 1e-6 * Math.Max(1, figure));
        }

        foreach (var (wanted, found) in builtIn.Flat().Zip(custom.Flat()))
            Assert.AreEqual(wanted, found, 1e-6);
    }

    private static TError AssertLeavesNoTensor<TError>(Func<Tensor, Tensor> penalty)
        where TError : Exception
    {
        var layers = Layers(ActivityRegularizer.Custom("mine", penalty));
        using var scope = NewDisposeScope();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var error = Assert.ThrowsExactly<TError>(() => Trainings.Run(layers, Train, Settings));
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        return error;
    }

    private static Tensor Disposed(Tensor activations)
    {
        var sum = activations.sum();
        sum.Dispose();
        return sum;
    }
}
