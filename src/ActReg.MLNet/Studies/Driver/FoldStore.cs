namespace ActReg.MLNet;

/// <summary>The folds whose trials are not all reported.</summary>
internal sealed class FoldStore : IStudyFolds
{
    private readonly Dictionary<string, (PreparedFold Fold, int Trials)> _folds = [];
    private readonly Lock _lock = new();

    /// <summary>Keeps a fold for so many trials, beside those that it is kept for.</summary>
    public void Add(PreparedFold fold, int trials)
    {
        lock (_lock)
        {
            if (trials > 0)
                _folds[fold.Name] = (fold, _folds.GetValueOrDefault(fold.Name).Trials + trials);
        }
    }

    public PreparedFold Find(string name)
    {
        lock (_lock)
        {
            return _folds.TryGetValue(name, out var kept) ? kept.Fold
                : throw new ArgumentException(Rule.Broken(nameof(name), "must name a fold whose trials are not all reported", $"\"{name}\""));
        }
    }

    /// <summary>A trial of a fold is reported.</summary>
    public void Release(string name)
    {
        lock (_lock)
        {
            var (fold, trials) = _folds[name];
            if (trials == 1)
                _folds.Remove(name);
            else
                _folds[name] = (fold, trials - 1);
        }
    }
}
