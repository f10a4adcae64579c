namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The folders in paths.</summary>
internal static class Folders
{
    /// <summary>What a project's own folder is called.</summary>
    public const string Root = ".";

    /// <summary>The folder that a file is in.</summary>
    public static string Of(string file) => file.Contains('/') ? file[..file.LastIndexOf('/')] : Root;

    /// <summary>The top-level folder that a folder is, or is somewhere in.</summary>
    public static string Top(string folder) => folder.Split('/')[0];
}
