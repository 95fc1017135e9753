/** The formats in which questions come and go. */
export const FORMATS = ['moodle_xml', 'gift', 'aiken', 'xlsx', 'qti2', 'qti3'] as const;
