namespace ActReg.MLNet.Cli.Terminal;

/// <summary>All files of a run.</summary>
internal static class OutputFiles
{
    /// <summary>Links after which a path counts as one that leads nowhere, as for the system.</summary>
    private const int MaximumLinks = 40;

    /// <summary>Tries all before any work is done; what cannot be written is better known before training than after.</summary>
    /// <param name="files">Those to write; <see langword="null"/> for options that are not given.</param>
    /// <param name="folders">Those that the files need.</param>
    /// <param name="read">Files that the run reads.</param>
    /// <exception cref="WrongUsageException">Two are one file.</exception>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static void Check(
        IEnumerable<OutputPath?> files, IEnumerable<OutputPath>? folders = null, IEnumerable<OutputPath>? read = null)
    {
        var given = files.OfType<OutputPath>().ToArray();
        CheckDistinct([.. read ?? [], .. given]);
        foreach (var folder in folders ?? [])
            folder.CreateFolder();
        foreach (var file in given)
            file.CheckFile();
    }

    /// <summary>Runs what makes a folder and files in it; where that ends early, a folder that is new and has nothing of worth goes again.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">What is run.</param>
    /// <param name="first">A file that is made before the rest, and is worth nothing without it.</param>
    public static void InFolder(OutputPath folder, Action run, string? first = null)
    {
        if (Directory.Exists(folder.FullPath))
        {
            run();
            return;
        }

        // Where a cancelled run takes its time to end, the process does not wait for it.
        EventHandler remove = (_, _) => RemoveIfEmpty(folder.FullPath, first);
        AppDomain.CurrentDomain.ProcessExit += remove;
        try
        {
            run();
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= remove;
            RemoveIfEmpty(folder.FullPath, first);
        }
    }

    private static void RemoveIfEmpty(string folder, string? first)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).All(path => Path.GetFileName(path) == first))
            Directory.Delete(folder, recursive: true);
    }

    private static void CheckDistinct(IReadOnlyList<OutputPath> files)
    {
        var known = new Dictionary<string, OutputPath>();
        foreach (var file in files)
        {
            var place = Resolve(file.FullPath, MaximumLinks);
            if (!known.TryAdd(place, file))
                throw new WrongUsageException($"{known[place].Option} and {file.Option} must not name the same file; both name '{place}'.");
        }
    }

    /// <summary>The path without links, whether or not there is a file yet.</summary>
    private static string Resolve(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
            return path;
        var place = Path.Combine(Resolve(folder, links), Path.GetFileName(path));
        return links > 0 && new FileInfo(place).LinkTarget is { } target
            ? Resolve(Path.GetFullPath(target, Path.GetDirectoryName(place)!), links - 1)
            : place;
    }
}
