using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>Compiles a project's files against the assemblies that the tests run with.</summary>
internal static partial class ProjectCompiler
{
    /// <summary>
    /// An assembly that ML.NET shows its internals. The library is built against copies in which they are public; under this name
    /// it sees as much of the real assemblies, which tell what is internal.
    /// </summary>
    public const string FriendOfMLNet = "Microsoft.ML.Maml";

    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable,
        cryptoPublicKey: [.. typeof(MLContext).Assembly.GetName().GetPublicKey()!], publicSign: true);

    private static readonly (string Name, MetadataReference Reference)[] References =
    [
        .. from file in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
           select (Path.GetFileNameWithoutExtension(file), (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];

    public static CompiledProject Compile(SourceProject project, IEnumerable<SourceFile> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text + WhatIsGenerated(file.Text), ParseOptions, file.Path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions));
        var references = References.Where(reference => reference.Name != project.Name && reference.Name != project.AssemblyName)
            .Select(reference => reference.Reference);
        return new CompiledProject(project, CSharpCompilation.Create(project.AssemblyName, trees, references, Options));
    }

    /// <summary>What other files use of a serializer's generated code.</summary>
    private static string WhatIsGenerated(string text) => SerializerContext().Match(text) is not { Success: true } match ? "" : $$"""
        internal sealed partial class {{match.Groups[1]}}
        {
            private {{match.Groups[1]}}() : base(null) { }
            public static {{match.Groups[1]}} Default { get; } = new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    [GeneratedRegex(@"partial class (\w+) : JsonSerializerContext;")]
    private static partial Regex SerializerContext();
}
