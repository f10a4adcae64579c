using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>
/// Resolves a notebook's <c>#r</c> from its folder, as the kernel does, but takes the files of a Release build from the build that
/// this program belongs to, wherever that is and whatever its configuration.
/// </summary>
internal sealed class BuildReferenceResolver(string notebookFolder) : MetadataReferenceResolver
{
    private static readonly string ThisBuild = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
    private static readonly string Builds = Path.GetFullPath(Path.Combine(ThisBuild, "..", ".."));

    private readonly ScriptMetadataResolver _resolver = ScriptMetadataResolver.Default.WithBaseDirectory(notebookFolder);
    private readonly string _releaseBuilds = Path.GetFullPath(Path.Combine(notebookFolder, "..", "artifacts", "bin"));

    public override bool ResolveMissingAssemblies => _resolver.ResolveMissingAssemblies;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        _resolver.ResolveReference(InBuild(reference), baseFilePath, properties);

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _resolver.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => _releaseBuilds.GetHashCode(StringComparison.Ordinal);

    private string InBuild(string reference)
    {
        string[] parts = Path.GetRelativePath(_releaseBuilds, Path.GetFullPath(reference, notebookFolder))
            .Split(Path.DirectorySeparatorChar);
        return parts is [not "..", "release", var file]
            ? Path.Combine(Builds, parts[0], Path.GetFileName(ThisBuild), file)
            : reference;
    }
}
