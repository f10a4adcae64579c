namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TabularRecipeTests
{
    [TestMethod]
    [DataRow(1, 100)]
    [DataRow(5_000, 100)]
    [DataRow(20_000, 25)]
    [DataRow(50_000, 10)]
    [DataRow(200_000, 10)]
    [DataRow(400_000, 5)]
    [DataRow(1_000_000, 2)]
    [DataRow(5_000_000_000, 2)]
    public void Many_rows_are_read_in_fewer_passes(long rows, int epochs) => Assert.AreEqual(epochs, TabularRecipe.EpochsOf(rows));

    [TestMethod]
    public void Epochs_that_are_given_stay()
    {
        var options = new ActivityRegularizedTabularMlpOptions();
        Assert.IsFalse(options.Copy().HasOwnEpochs);
        options.Epochs = 100;
        Assert.IsTrue(options.Copy().HasOwnEpochs);
    }

    [TestMethod]
    public void A_penalty_is_on_every_hidden_layer()
    {
        var penalty = ActivityRegularizer.L1(1e-3f);
        Assert.HasCount(3, TabularRecipe.Layers(penalty).Where(layer => layer is DenseLayer && layer.ActivityRegularizer == penalty));
        Assert.HasCount(3, TabularRecipe.Layers(penalty, ActivityPlacement.PreActivation).Where(layer => layer is ActivationLayer));
    }
}
