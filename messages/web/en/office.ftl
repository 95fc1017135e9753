# What the pages of an officer share: places, people, ways to choose.

office-choose-another = Choose another
office-found =
    { $count ->
        [one] { $count } found
       *[other] { $count } found
    }
office-place = Organisation
office-place-help = Write a part of its name and choose.
office-person-help = Write the name or the register number and choose.
office-way = Path of organisations
office-as-table = See as a table
office-day = Day
office-name = Name
office-position = Position
office-year = Year of service
office-year-of-service = Year { $year } of service
office-all = All
office-filters = Filters
office-yes = Yes
office-no = No

## Positions

office-position-unknown = Position not known
office-position-teacher = Teacher
office-position-director = Director
office-position-kindergarten-head = Head of a kindergarten
office-position-training-manager = Training manager
office-position-social-worker = Social worker
office-position-education-office-specialist = Specialist of an education office
office-position-specialist = Specialist
office-position-other = Other

## Kinds of organisations

office-kind-ministry = Ministry
office-kind-institute = Institute
office-kind-province = Province
office-kind-capital = Capital
office-kind-district = District
office-kind-soum = District (soum)
office-kind-school = School
office-kind-kindergarten = Kindergarten
office-kind-university = University
office-kind-partner = Partner
office-kind-other = Organisation
