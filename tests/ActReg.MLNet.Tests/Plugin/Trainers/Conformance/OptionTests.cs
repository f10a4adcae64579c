using System.Reflection;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Every option, by reflection: what it may be trains and comes back from a file, what it may not is refused in these words.</summary>
[TestClass]
public sealed class OptionTests
{
    public static IEnumerable<object[]> Options =>
        from type in new[] { typeof(ActivityRegularizedMlpOptions), typeof(ActivityRegularizedNetworkOptions) }
        from option in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select new object[] { type.Name, option.Name };

    [TestMethod]
    public void None_is_without_an_entry_and_no_entry_without_an_option() => CollectionAssert.AreEquivalent(
        Options.Select(option => (string)option[1]).Distinct().ToArray(), OptionCases.All.Select(option => option.Name).ToArray());

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void What_it_may_be_trains_and_comes_back(string type, string name)
    {
        var option = OptionCases.All.Single(option => option.Name == name);
        var view = OptionCases.View(option.Task);
        Assert.IsNotEmpty(option.Valid);
        foreach (var (index, set) in option.Valid.Index())
        {
            var model = Make(type, option, set).Fit(view);
            var scores = Scores.Of(model, view);
            Assert.IsTrue(scores.All(float.IsFinite), $"value {index}");
            TinyTraining.AreEqual(scores, Scores.Of(SavedModel.Reload(new MLContext(), model, view.Schema), view), $"value {index}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void What_it_may_not_be_is_refused(string type, string name)
    {
        var option = OptionCases.All.Single(option => option.Name == name);
        foreach (var (set, message) in option.Invalid)
            Assert.AreEqual(message, RejectionAssert.FailsOnPurpose(() => Make(type, option, set).Fit(OptionCases.View(option.Task)), message).Message);
    }

    private static IEstimator<ITransformer> Make(string type, OptionCase option, Action<ActivityRegularizedOptionsBase> set) =>
        type == nameof(ActivityRegularizedMlpOptions)
            ? CheckedTrainer.Mlp(option.Task, With(new ActivityRegularizedMlpOptions(), set))
            : CheckedTrainer.Network(option.Task, With(new ActivityRegularizedNetworkOptions(), set));

    private static T With<T>(T options, Action<ActivityRegularizedOptionsBase> set)
        where T : ActivityRegularizedOptionsBase
    {
        options.Layers = [Layer.Dense(4, Activation.Relu, ActivityRegularizer.L1(1e-3f))];
        (options.Epochs, options.BatchSize, options.Seed) = (2, 8, 1);
        set(options);
        return options;
    }
}
