using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class NetworkPlanTests
{
    [TestMethod]
    public void Layers_become_steps_in_order()
    {
        var penalty = ActivityRegularizer.L1();
        var plan = NetworkPlanner.Plan(3,
        [
            Layer.Dense(20, activityRegularizer: penalty), Layer.Activation(Activation.Relu),
            Layer.Dense(9, Activation.Tanh, penalty), Layer.Dense(1),
        ]);

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 2, 3 }, plan.Steps.Select(step => step.LayerIndex).ToArray());
        CollectionAssert.AreEqual(new[] { 20, 20, 9, 9, 1 }, plan.Steps.Select(step => step.Size).ToArray());
        CollectionAssert.AreEqual(new[] { 24, 24, 16, 16, 1 }, plan.Steps.Select(step => step.Width).ToArray());
        CollectionAssert.AreEqual(new[] { 48, 48, 16, 16, 1 }, plan.Steps.Select(step => step.Stride).ToArray());
        CollectionAssert.AreEqual(
            new[] { penalty, null, null, penalty, null }, plan.Steps.Select(step => step.Penalty).ToArray());
        Assert.AreEqual(3, plan.InputSize);
        Assert.AreEqual(1, plan.OutputSize);
    }

    [TestMethod]
    public void Every_parameter_has_a_place_of_its_own_and_arrays_begin_at_whole_vectors() =>
        Gen.Select(Architectures.Whole, Gen.Int[1, 30]).Sample(
            (layers, features) =>
            {
                var plan = NetworkPlanner.Plan(features, layers);
                var taken = new bool[plan.ParameterLength];
                foreach (var place in plan.Weights)
                {
                    Assert.AreEqual(0, place.Offset % 8);
                    var parameters = new float[plan.ParameterLength];
                    var ones = new float[place.Count];
                    Array.Fill(ones, 1);
                    place.Write(ones, parameters);
                    var places = Enumerable.Range(0, parameters.Length).Where(i => parameters[i] == 1).ToArray();
                    Assert.HasCount(ones.Length, places);
                    Assert.IsTrue(places[0] >= place.Offset && places[^1] < place.Offset + place.Length);
                    foreach (var index in places)
                        Take(taken, index);
                }

                Assert.AreEqual(0, plan.ParameterLength % 8);
            },
            threads: 1);

    [TestMethod]
    [DataRow(1, true)]
    [DataRow(7, true)]
    [DataRow(8, false)]
    public void A_narrow_output_is_stored_transposed(int units, bool transposed)
    {
        var output = (DenseStep)NetworkPlanner.Plan(5, [Layer.Dense(units), Layer.Dense(units)]).Steps[^1];
        Assert.AreEqual(transposed, output.IsTransposed);
        Assert.AreEqual(units, output.Width);
    }

    [TestMethod]
    [DataRow(50_000, 50_000)]
    [DataRow(int.MaxValue, 1)]
    [DataRow(1, int.MaxValue)]
    public void Too_many_weights_of_a_layer_are_an_error_that_says_so(int features, int units)
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkPlanner.Plan(features, [Layer.Dense(units)]));
        Assert.AreEqual("layers[0] (Dense) has more weights or outputs than the 2147480576 that one network can have.", error.Message);
    }

    [TestMethod]
    [DataRow(1, 1_073_741_816)]
    [DataRow(30_000, 40_000)]
    public void Too_many_weights_of_all_layers_are_an_error_that_says_so(int features, int units)
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkPlanner.Plan(features, [Layer.Dense(units), Layer.Dense(units)]));
        Assert.AreEqual("layers have more weights than the 2147480576 that one network can have.", error.Message);
    }

    [TestMethod]
    public void Ten_thousand_layers_are_the_most()
    {
        Assert.HasCount(10_000, NetworkPlanner.Plan(1, [.. Enumerable.Repeat(Layer.Flatten(), 9_999), Layer.Dense(1)]).Layers);
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => NetworkPlanner.Plan(1, [.. Enumerable.Repeat(Layer.Flatten(), 10_000), Layer.Dense(1)]));
        Assert.AreEqual("layers must be at most 10000, the output layer included; received 10001.", error.Message);
    }

    /// <summary>Five times the layers take about five times the memory, not twenty-five times.</summary>
    [TestMethod]
    public void A_plan_takes_as_much_memory_as_it_has_layers()
    {
        Layer penalized = Layer.Dropout(0.5f, ActivityRegularizer.L1());
        var few = Allocations.Of(1, () => NetworkPlanner.Plan(1, [.. Enumerable.Repeat(penalized, 1_999), Layer.Dense(1)]));
        var many = Allocations.Of(1, () => NetworkPlanner.Plan(1, [.. Enumerable.Repeat(penalized, 9_999), Layer.Dense(1)]));
        Assert.IsLessThan(7 * few, many);
    }

    private static void Take(bool[] taken, int index)
    {
        Assert.IsFalse(taken[index], $"{index} twice");
        taken[index] = true;
    }
}
