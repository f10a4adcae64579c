namespace ActReg.MLNet.Tests.Testing;

/// <summary>Tests of the checks themselves: something is wrong, and they must say so.</summary>
internal static class CheckFailure
{
    public static void Expect(string inMessage, Action check)
    {
        AssertFailedException failure = Assert.ThrowsExactly<AssertFailedException>(check);
        Assert.Contains(inMessage, failure.Message);
    }
}
