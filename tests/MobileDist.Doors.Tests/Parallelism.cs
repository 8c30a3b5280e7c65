// Runs of the doors spend most of their time waiting, for a server or for a clock.
[assembly: LevelOfParallelism(4)]
