using System.Reflection;
using ActReg.MLNet.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>What computes is fast from its first call on, which no test can time.</summary>
[TestClass]
public sealed class CompilationTests
{
    private static readonly string[] Folders = ["Engine/Steps/", "Numerics/Kernels/"];

    /// <summary>Inlined, it is compiled with what calls it.</summary>
    [TestMethod]
    public void Loops_of_steps_and_kernels_are_compiled_at_once()
    {
        (string Name, bool HasLoop, bool IsAtOnce)[] methods =
        [
            .. from file in SourceFile.AllOf(Repository.At("src", "ActReg.MLNet"))
               where Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
               from method in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
               let attributes = method.AttributeLists.ToString()
               select (
                   $"{file.Path}, line {method.GetLocation().GetLineSpan().StartLinePosition.Line + 1}",
                   method.DescendantNodes().Any(IsLoop),
                   attributes.Contains("Compilation.AtOnce") || attributes.Contains("MethodImplOptions.AggressiveInlining")),
        ];
        Assert.IsGreaterThan(30, methods.Count(method => method.HasLoop));
        House.BreachesAre(methods.Where(method => method.HasLoop && !method.IsAtOnce).Select(method => method.Name));
    }

    [TestMethod]
    public void At_once_is_what_the_runtime_is_told() => Assert.IsTrue(
        typeof(RecurrentStep).GetMethod(nameof(RecurrentStep.Forward))!.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization));

    /// <summary>A library whose code begins slow, since it is compiled where it runs.</summary>
    [TestMethod]
    public void Steps_and_kernels_use_no_TensorPrimitives() => House.BreachesAre(
        from use in Projects.Compiled("ActReg.MLNet").LibraryUses
        where Folders.Any(folder => use.From.StartsWith(folder, StringComparison.Ordinal))
        where use.Symbol.ContainingNamespace?.ToString() == "System.Numerics.Tensors"
        select $"{use.From}: {use.Symbol.Name}");

    private static bool IsLoop(SyntaxNode node) =>
        node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;
}
