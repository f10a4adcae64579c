namespace ActReg.MLNet.PackageTests;

/// <summary>Commands as a page shows them.</summary>
internal static class Commands
{
    /// <summary>Runs them one after the other, and returns the folder that they lead to.</summary>
    public static string Run(string folder, string block)
    {
        foreach (var words in block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            switch (words)
            {
                case ["cd", var child]:
                    folder = Path.Combine(folder, child);
                    break;
                case ["dotnet", .. var arguments]:
                    Workspace.Do(folder, arguments);
                    break;
                default:
                    Assert.Fail($"Tests do not know '{words[0]}'.");
                    break;
            }
        }

        return folder;
    }
}
