namespace ActReg.MLNet.Tests;

[TestClass]
public class FiniteValuesTests
{
    private static readonly float[] Finite = [0, -0f, 1, float.Epsilon, float.MaxValue, -float.MaxValue];

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void One_value_is_found_wherever_it_is(float value)
    {
        for (var length = 0; length < 40; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(i => Finite[i % Finite.Length])];
            Assert.IsTrue(FiniteValues.AreAll(values), $"{length} values");
            for (var i = 0; i < length; i++)
            {
                var kept = values[i];
                values[i] = value;
                Assert.IsFalse(FiniteValues.AreAll(values), $"at {i} of {length}");
                values[i] = kept;
            }
        }
    }
}
