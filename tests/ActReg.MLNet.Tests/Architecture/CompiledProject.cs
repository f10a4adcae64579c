using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>What a project's files use, as the compiler understands them.</summary>
internal sealed class CompiledProject
{
    /// <summary>
    /// What the build does not say: a library needs no Main, source generators write the rest of partial methods, and of ML.NET
    /// nothing is hidden that others must not show.
    /// </summary>
    private static readonly string[] ExpectedErrors = ["CS5001", "CS8795", "CS0050", "CS0051", "CS0053", "CS0507"];

    private readonly CSharpCompilation _compilation;

    public CompiledProject(SourceProject source, CSharpCompilation compilation)
    {
        Source = source;
        _compilation = compilation;
        SyntaxTree[] trees = [.. compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0)];
        Files = [.. trees.Select(tree => tree.FilePath)];
        (string From, ISymbol Symbol)[] uses =
        [
            .. from tree in trees.AsParallel().AsOrdered()
               from symbol in SymbolUses.In(compilation.GetSemanticModel(tree)).Distinct(SymbolEqualityComparer.Default)
               select (tree.FilePath, symbol),
        ];
        FileUses =
        [
            .. from use in uses
               let home = Home(use.Symbol)
               where home != null && home != use.From
               group SymbolName.Of(use.Symbol) by (use.From, To: home) into names
               select new FileUse(names.Key.From, names.Key.To, SymbolName.List(names)),
        ];
        LibraryUses =
        [
            .. from use in uses
               let library = use.Symbol.ContainingAssembly
               where library != null && !library.Equals(compilation.Assembly, SymbolEqualityComparer.Default)
               select new LibraryUse(use.From, use.Symbol),
        ];
    }

    public SourceProject Source { get; }

    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<FileUse> FileUses { get; }

    public IReadOnlyList<LibraryUse> LibraryUses { get; }

    /// <summary>What the compiler does not understand.</summary>
    public IEnumerable<Diagnostic> Errors => _compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !ExpectedErrors.Contains(diagnostic.Id));

    /// <summary>The file that declares a symbol; of a type in parts, the one with its name.</summary>
    private static string? Home(ISymbol symbol)
    {
        if (symbol.IsImplicitlyDeclared)
            symbol = symbol.ContainingType;
        string[] files = [.. symbol.DeclaringSyntaxReferences.Select(part => part.SyntaxTree.FilePath)];
        return files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == symbol.Name) ?? files.FirstOrDefault();
    }
}
