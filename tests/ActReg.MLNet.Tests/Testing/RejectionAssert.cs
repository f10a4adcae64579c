namespace ActReg.MLNet.Tests.Testing;

/// <summary>What cannot work must fail at once, with an exception that tells the user what to change.</summary>
internal static class RejectionAssert
{
    /// <summary>Bad input must be refused with a message for the user.</summary>
    /// <param name="action">What must fail.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="namesOneOf">The message must contain one of these; empty: it may say anything.</param>
    public static void Rejects(Action action, string what, IReadOnlyCollection<string> namesOneOf)
    {
        Exception failure = FailsOnPurpose(action, what);
        if (string.IsNullOrWhiteSpace(failure.Message) || failure.Message == DefaultMessage(failure))
            Assert.Fail($"{what}: rejected without a message of its own: {failure}");
        if (namesOneOf.Count > 0 && !namesOneOf.Any(failure.Message.Contains))
            Assert.Fail($"{what}: the message does not name {string.Join(" or ", namesOneOf)}: {failure}");
    }

    /// <summary>A call against the contract must fail on purpose, if without words.</summary>
    public static Exception FailsOnPurpose(Action action, string what)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (IsMeant(failure))
        {
            return failure;
        }
        catch (Exception failure)
        {
            throw new AssertFailedException($"{what}: must be rejected on purpose, but failed by accident: {failure}");
        }
        throw new AssertFailedException($"{what}: accepted, but must be rejected");
    }

    // A null or disposed object inside is an accident too: callers passed neither.
    private static bool IsMeant(Exception failure) =>
        failure is ArgumentException or InvalidOperationException or FormatException
        && failure is not ArgumentNullException and not ObjectDisposedException;

    private static string? DefaultMessage(Exception failure) =>
        failure.GetType().GetConstructor([]) is { } constructor ? ((Exception)constructor.Invoke(null)).Message : null;
}
