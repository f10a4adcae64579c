namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class KernelRegularizerTests
{
    private const int Rows = 5;
    private const int Columns = 16;

    [TestMethod]
    public void Each_kind_has_its_strengths_and_the_defaults_of_Keras()
    {
        Assert.AreEqual(KernelRegularizer.L1L2(0.2f, 0), KernelRegularizer.L1(0.2f));
        Assert.AreEqual(KernelRegularizer.L1L2(0, 0.3f), KernelRegularizer.L2(0.3f));
        Assert.AreEqual(KernelRegularizer.L1L2(0.01f, 0.01f), KernelRegularizer.L1L2());
        Assert.AreEqual(KernelRegularizer.L1(0.01f), KernelRegularizer.L1());
        Assert.AreEqual(KernelRegularizer.L2(0.01f), KernelRegularizer.L2());
    }

    [TestMethod]
    public void Penalty_and_gradient_are_those_of_the_formula()
    {
        var random = new Random(1);
        var regularizer = KernelRegularizer.L1L2(0.2f, 0.3f);
        var kernel = new GuardedMatrix(Rows, Columns, gap: 3).Fill(random);
        var gradient = new GuardedMatrix(Rows, Columns, gap: 2).Fill((_, _) => 2);
        const double Strength = 0.7;

        var penalty = regularizer.Penalty(Tile.All(Rows, Columns), kernel.View);
        regularizer.AddGradient(Tile.All(Rows, Columns), kernel.View, Strength, gradient.View);

        double expected = 0;
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                double value = kernel[i, j];
                expected += 0.2 * Math.Abs(value) + 0.3 * value * value;
                Assert.AreEqual(2 + Strength * (0.2 * Math.Sign(value) + 0.6 * value), gradient[i, j], 1e-6);
            }
        }

        Assert.AreEqual(expected, penalty, 1e-5);
        gradient.AssertGuardsAreIntact();
    }

    [TestMethod]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Strengths_are_checked(float strength)
    {
        Assert.StartsWith(
            "l1 must be finite and at least 0; ",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KernelRegularizer.L1(strength)).Message);
        Assert.StartsWith(
            "l2 must be finite and at least 0; ",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KernelRegularizer.L2(strength)).Message);
    }
}
