using System.Text.RegularExpressions;
using ActReg.MLNet.NotebookRunner;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActReg.MLNet.NotebookTests;

/// <summary>A notebook's code cells as one file for <c>dotnet run</c>: what a cell shows is written, and figures are saved as PNG.</summary>
internal static partial class FileBasedApp
{
    /// <summary>The folder of the packages, seen from a notebook.</summary>
    public const string PackedFolder = "../artifacts/package/release";

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <param name="notebook">The notebook.</param>
    /// <param name="version">Of ActReg.MLNet's packages, which it names without one.</param>
    public static string Of(NotebookFile notebook, string version)
    {
        string[] heading = [];
        var name = Path.GetFileNameWithoutExtension(notebook.Name);
        var (packages, usings, statements, types) = (new List<string>(), new HashSet<string> { "using ActReg.MLNet.Plotting;", "using Microsoft.ML;" }, new List<string>(), new List<string>());
        foreach (var cell in notebook.Cells)
        {
            if (!cell.IsCode)
            {
                heading = [.. Heading().Matches(cell.Source).Select(match => $"// {match.Groups[1].Value}").TakeLast(1)];
                continue;
            }

            packages.AddRange(Package().Matches(cell.Source).Select(match => $"#:package {match.Groups[1].Value}@{(match.Groups[2].Success ? match.Groups[2].Value : version)}"));
            Add(cell.Source);
        }

        return string.Join('\n',
        [
            $"// The code of {notebook.Name}, which a test wrote here: from this folder, dotnet run {name}.cs",
            .. packages,
            "// Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.",
            $"#:property RestoreAdditionalProjectSources={PackedFolder}",
            "#:property PublishAot=false", "#:property UseCurrentRuntimeIdentifier=true", "#:property Nullable=disable", "",
            .. usings.OrderBy(named => named.TrimEnd(';'), StringComparer.Ordinal), "", .. statements, "",
            .. types,
            ShownValues.Code.Replace("NAME", name, StringComparison.Ordinal),
        ]) + "\n";

        void Add(string cell)
        {
            var code = KernelOnly().Replace(Directive().Replace(cell, ""), "");
            var root = CSharpSyntaxTree.ParseText(code, Script).GetCompilationUnitRoot();
            usings.UnionWith(root.Usings.Where(named => !named.ToString().Contains("Microsoft.DotNet.Interactive", StringComparison.Ordinal)).Select(named => named.ToString()));
            var body = new List<string>();
            foreach (var member in root.Members)
            {
                if (member is BaseTypeDeclarationSyntax)
                    types.Add(member.ToFullString().Trim() + "\n");
                else if (member is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } shown })
                    body.Add($"{Comments(member)}Shown.Show({shown.Expression});");
                else
                    body.Add(member.ToFullString().TrimEnd());
            }

            if (body.Count == 0)
                return;
            statements.AddRange(heading);
            heading = [];
            statements.Add(string.Join('\n', body).Trim('\n') + "\n");
        }
    }

    private static string Comments(SyntaxNode node) => node.GetLeadingTrivia().ToFullString();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^#r \"nuget: *([^\",]+)(?:, *([^\"]+))?\"", RegexOptions.Multiline)]
    private static partial Regex Package();

    [GeneratedRegex("^#[ir] .*\n?", RegexOptions.Multiline)]
    private static partial Regex Directive();

    // Tables of rows are the kernel's.
    [GeneratedRegex("\\.ToTabularDataResource\\(\\)")]
    private static partial Regex KernelOnly();
}
