"""Writes scikit-learn's small data sets as CSV beside this file: features as scikit-learn has them, then the column target.

Debian 12: apt-get install python3-sklearn, then /usr/bin/python3 export_sklearn.py
"""
from pathlib import Path

from sklearn import datasets

HERE = Path(__file__).parent
LOADERS = {
    "breast-cancer": datasets.load_breast_cancer,
    "iris": datasets.load_iris,
    "digits": datasets.load_digits,
    "wine": datasets.load_wine,
    # Unscaled, as the file has it; the scaled default is these values after a division, and has 17 digits.
    "diabetes": lambda: datasets.load_diabetes(scaled=False),
}


def number(value):
    """The shortest decimal that reads back as the same double; whole numbers without a point."""
    value = float(value)
    return str(int(value)) if value.is_integer() else repr(value)


for name, load in LOADERS.items():
    data = load()
    header = [str(column).replace(" ", "_") for column in data.feature_names] + ["target"]
    rows = [[*map(number, features), number(target)] for features, target in zip(data.data, data.target)]
    with open(HERE / f"{name}.csv", "w", newline="\n") as file:
        file.writelines(",".join(row) + "\n" for row in [header, *rows])
    print(name, data.data.shape)
