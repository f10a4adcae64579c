using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class ChannelsTests
{
    private delegate void Operation(int count, float* values, float* result);

    [TestMethod]
    public void Max_keeps_the_larger_and_what_is_not_a_number() => AssertEach(Channels.Max, MathF.Max);

    [TestMethod]
    public void Add_adds() => AssertEach(Channels.Add, (a, b) => a + b);

    [TestMethod]
    public void Divide_divides() => AssertEach((count, _, result) => Channels.Divide(count, 3, result), (a, _) => a / 3);

    [TestMethod]
    public void AddMultiple_adds_a_multiple() =>
        AssertEach((count, values, result) => Channels.AddMultiple(count, 3, values, result), (a, b) => float.FusedMultiplyAdd(3, b, a));

    private static void AssertEach(Operation operation, Func<float, float, float> expected) => Gen.Select(Gen.Int[0, 40], Gen.Int).Sample(
        (count, seed) =>
        {
            var random = new Random(seed);
            GuardedMatrix values = Fill(), result = Fill();
            var before = result.Row(0).ToArray();

            operation(count, values.View.Start, result.View.Start);

            for (var i = 0; i < count; i++)
                Assert.AreEqual(expected(before[i], values[0, i]), result[0, i], $"value {i}");
            values.AssertGuardsAreIntact();
            result.AssertGuardsAreIntact();

            GuardedMatrix Fill() => new GuardedMatrix(1, count).Fill((_, _) => random.Next(9) == 0 ? float.NaN : Numbers.Next(random));
        },
        iter: 100, threads: 1);
}
