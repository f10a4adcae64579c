namespace ActReg.MLNet.Cli.Terminal;

/// <summary>The command line asks for what cannot be.</summary>
internal sealed class WrongUsageException(string message) : Exception(message);
