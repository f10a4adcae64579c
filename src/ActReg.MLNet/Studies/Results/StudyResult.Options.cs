namespace ActReg.MLNet;

public sealed partial record StudyResult
{
    /// <summary>The options of the candidate that was chosen, ready for a trainer: with the base options' columns, and the seed of the first repeat.</summary>
    /// <typeparam name="TOptions">The type of the study's base options.</typeparam>
    /// <returns>A copy of the caller's own.</returns>
    /// <exception cref="InvalidOperationException">None was chosen; or the result did not come from a study of this process.</exception>
    /// <exception cref="ArgumentException">The base options are of another type.</exception>
    /// <example><code>
    /// var options = study.Run(data).ChosenOptions&lt;ActivityRegularizedMlpOptions&gt;();
    /// var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
    /// </code></example>
    public TOptions ChosenOptions<TOptions>()
        where TOptions : TrainingOptions =>
        OptionsOf<TOptions>(Chosen ?? throw new InvalidOperationException("None of the study's candidates was chosen; OptionsOf has the options of each."));

    /// <summary>The options of a candidate, as <see cref="ChosenOptions"/> has those of the one chosen.</summary>
    /// <typeparam name="TOptions">The type of the study's base options.</typeparam>
    /// <param name="candidate">One of <see cref="Candidates"/>.</param>
    /// <returns>A copy of the caller's own.</returns>
    /// <exception cref="InvalidOperationException">The result did not come from a study of this process.</exception>
    /// <exception cref="ArgumentException">The base options are of another type, or the candidate is another study's.</exception>
    public TOptions OptionsOf<TOptions>(CandidateResult candidate)
        where TOptions : TrainingOptions
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var index = Array.FindIndex([.. Candidates], each => ReferenceEquals(each, candidate));
        if (index < 0)
            throw new ArgumentException(Rule.Broken(nameof(candidate), "must be one of the result's candidates", $"\"{candidate.Candidate.Name}\""));
        if (index >= Options.Count)
            throw new InvalidOperationException("The result has no options: it did not come from a study of this process.");
        if (Options[index] is not TOptions)
            throw new ArgumentException(Rule.Broken(nameof(TOptions), $"must be {Options[index].GetType().Name}, as the study's base options are", typeof(TOptions).Name));
        var options = (TOptions)Options[index].Copy();
        options.Seed = Seed;
        return options;
    }
}
