using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How a study tells candidates apart: immutable values, made by the methods below. All candidates have the same rows and seeds.</summary>
public sealed record StudyEvaluation
{
    private readonly bool _needsTestData;

    private StudyEvaluation(int folds, int repeats, int nestedFolds, int testRepeats, bool needsTestData = false) =>
        (Folds, FoldRepeats, NestedFolds, TestRepeats, _needsTestData) = (folds, repeats, nestedFolds, testRepeats, needsTestData);

    /// <summary>The folds that candidates are chosen by; 0 where none is chosen.</summary>
    public int Folds { get; }

    /// <summary>How often rows are dealt out to them.</summary>
    public int FoldRepeats { get; }

    /// <summary>The folds within each fold's training rows, by which it is told what choosing achieves; 0 where that is not told so.</summary>
    public int NestedFolds { get; }

    /// <summary>The trainings of each candidate on all rows, with other seeds, that test data judge.</summary>
    public int TestRepeats { get; }

    /// <summary>
    /// Every candidate is trained on all rows with so many seeds, and judged by test data, which must be given. As these must not choose, it is chosen by
    /// cross-validation of the rows to train on.
    /// </summary>
    /// <param name="count">The seeds, at least 1.</param>
    /// <param name="choiceFolds">The folds to choose by, at least 2; or 0 to choose none, where candidates are only to be compared: that saves their trainings.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static StudyEvaluation Repeats(int count = 10, int choiceFolds = 5) =>
        new(choiceFolds == 0 ? 0 : Require.AtLeast(2, choiceFolds), 1, 0, Require.AtLeast(1, count), needsTestData: true);

    /// <summary>
    /// Repeated cross-validation: stratified by class, or by a sampling key's groups. Within the training rows of each fold candidates are chosen once more, by folds of
    /// their own, and the one chosen is judged by the fold: a nested estimate of what choosing achieves, which takes <c>1 + nestedFolds</c> times as long.
    /// Test data, if there are any, judge every candidate, trained on all rows once per repeat.
    /// </summary>
    /// <param name="folds">At least 2.</param>
    /// <param name="repeats">At least 1; each deals rows out anew, and has a seed of its own.</param>
    /// <param name="nestedFolds">At least 2, or 0 for no nested estimate; 3 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static StudyEvaluation CrossValidation(int folds = 5, int repeats = 2, int nestedFolds = 3) =>
        new(Require.AtLeast(2, folds), Require.AtLeast(1, repeats), nestedFolds == 0 ? 0 : Require.AtLeast(2, nestedFolds), repeats);

    /// <summary>What is wrong with it beside such data; <see langword="null"/> for nothing.</summary>
    internal string? Problem(bool hasTestData) => hasTestData || !_needsTestData
        ? null : Rule.Broken("testData", $"must be given for {nameof(StudyEvaluation)}.{nameof(Repeats)}, which they judge; {nameof(CrossValidation)} needs none", "none");

    /// <summary>In words.</summary>
    public override string ToString() => Text(_needsTestData);

    /// <summary>In words, beside such data.</summary>
    internal string Text(bool hasTestData)
    {
        var test = hasTestData ? $"; test data {Times(TestRepeats)}" : "";
        return Folds == 0 ? $"nothing is chosen{test}" : string.Create(
            CultureInfo.InvariantCulture, $"{Folds} folds, {Times(FoldRepeats)}; {(NestedFolds == 0 ? "not nested" : $"{NestedFolds} folds within each")}{test}");
    }

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
