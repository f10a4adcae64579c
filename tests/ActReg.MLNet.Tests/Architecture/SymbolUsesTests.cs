namespace ActReg.MLNet.Tests.Architecture;

[TestClass]
public sealed class SymbolUsesTests
{
    [TestMethod]
    [DataRow("class A { B? _b; }", "B")]
    [DataRow("class A : B { }", "B, new B")]
    [DataRow("class A { int F() => B.Made.Count; }", "B, B.Count, B.Made")]
    [DataRow("class A { object F(object x) => x is B { Count: 1 } ? nameof(B.Made) : 0; }", "B, B.Count, B.Made")]
    [DataRow("class A { int F() => 1.Twice(); }", "Numbers.Twice")]
    [DataRow("class A { void F() { var b = Source.Make(); } }", "B")]
    [DataRow("class A { void F() { int count = Source.Make(); } }", "B.implicit operator int")]
    [DataRow("class A { void F() { foreach (var item in Source.Make()) { } } }", "B.GetEnumerator")]
    [DataRow("class A : Source { protected override int Size => 1; }", "Middle.Size")]
    [DataRow("[System.Text.Json.Serialization.JsonDerivedType(typeof(B))] class A { }", "B")]
    [DataRow("using Others = System.Collections.Generic.List<B>; class A { Others? _all; }", "B")]
    public void A_use_is_what_the_compiler_takes(string user, string names) => Assert.AreEqual(names, NamesUsed(user));

    [TestMethod]
    [DataRow("/// <summary><see cref=\"B\"/>, <see cref=\"B.Count\"/></summary>\nclass A { }")]
    [DataRow("/** <see cref=\"B\"/> */ class A { /* B */ }")]
    public void What_comments_name_is_not_used(string user) => Assert.IsNull(NamesUsed(user));

    [TestMethod]
    public void A_mistake_is_an_error()
    {
        var error = House.WithErrors(("Engine/A.cs", "class A { Missing? _b; }")).Errors.Single();
        Assert.AreEqual("CS0246", error.Id);
    }

    private static string? NamesUsed(string user)
    {
        var house = House.Of(
            ("A.cs", user),
            ("B.cs", """
                class B
                {
                    public static readonly B Made = new();
                    public int Count => 0;
                    public static implicit operator int(B b) => b.Count;
                    public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();
                }

                static class Numbers
                {
                    public static int Twice(this int x) => 2 * x;
                }

                class Middle
                {
                    protected virtual int Size => 0;
                }
                """),
            ("Source.cs", "class Source : Middle { public static B Make() => new(); }"));
        return house.FileUses.SingleOrDefault(use => use is { From: "A.cs", To: "B.cs" })?.Names;
    }
}
