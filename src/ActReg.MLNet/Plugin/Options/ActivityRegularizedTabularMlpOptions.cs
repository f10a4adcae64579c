namespace ActReg.MLNet;

/// <summary>The options of the trainers that <c>ActivityRegularizedTabularMlp</c> makes. A trainer copies them when it is made.</summary>
public sealed class ActivityRegularizedTabularMlpOptions : ActivityRegularizedOptionsBase
{
    /// <summary>The defaults.</summary>
    public ActivityRegularizedTabularMlpOptions()
        : base(TabularRecipe.Layers())
    {
        Settings = TabularRecipe.Settings(Settings);
    }

    /// <summary>The networks that are trained, each with another seed, and score together by their mean: at least 1; by default 5.</summary>
    public int Members { get; set; } = TabularRecipe.Members;

    /// <summary>
    /// Whether classifiers are made as sure as the rows that their networks set aside say, by one temperature; the default. Not beside class weights, nor where no row is set aside by each member.
    /// </summary>
    public bool Calibrate { get; set; } = true;

    internal override bool BoundsScoresByDefault => true;

    internal override IEnumerable<string?> OwnProblems => TabularRules.Of(this);

    internal override ActivityRegularizedOptionsBase Copy()
    {
        var copy = base.Copy();
        // Members share the rows.
        copy.CacheInMemory = true;
        return copy;
    }

    internal override IEnumerable<string?> StudyProblems =>
        [.. base.StudyProblems, Rule.Broken("baseOptions", "must be those of one network, of ActivityRegularizedMlp or ActivityRegularizedNetwork", nameof(ActivityRegularizedTabularMlpOptions))];
}
