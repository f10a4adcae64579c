namespace ActReg.MLNet;

/// <summary>The folds of a study that is running, by their names.</summary>
public interface IStudyFolds
{
    /// <summary>The fold that a trial names, which is there until the trial's result is reported. Any number of threads may ask.</summary>
    /// <param name="name"><see cref="TrialSpecification.Fold"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or all of its trials have been reported.</exception>
    PreparedFold Find(string name);
}
