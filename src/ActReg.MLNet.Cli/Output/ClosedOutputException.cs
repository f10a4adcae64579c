namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Nobody reads what is written any more, as after <c>| head</c>; or nobody ever did.</summary>
internal sealed class ClosedOutputException : Exception;
